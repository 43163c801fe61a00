using CreditGate.Domain.Cases.Publishing;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

public sealed class ListEntryPlaceTests
{
    private static readonly ListEntryRecord Listing = Desk.WageDefault();
    private static readonly DateOnly Day = Listing.ListedOn;

    [Fact]
    public void State_FollowsFromTheRecord()
    {
        Assert.Equal("Active", Of(Listing));
        Assert.Equal("Published", Of(Listing with { ListedOn = Day.AddDays(90) }));
        Assert.Equal("UnderVerification", Of(Listing with { Dispute = new DisputeMark("OB-1", Day, Day.AddDays(20)) }));
        Assert.Equal("Withdrawn", Of(Listing with { Withdrawal = new WithdrawalMark(Day, null) }));
        Assert.Equal("Removed", Of(Listing with { Repair = new RepairMark("RP-1", Day) }));
        Assert.Equal("Removed", Of(Listing with { Removal = new RemovalMark(Day, "示例") }));
        Assert.Equal("Removed", Of(Listing with { Until = Day }));
    }

    /// <summary>Through a case: disputed, upheld and active again, disputed and found wrong.</summary>
    [Fact]
    public void State_FollowsACase()
    {
        var desk = new Desk();
        desk.Push(Listing);
        desk.Object(Listing.Ref);
        Assert.Equal("UnderVerification", Of(desk));
        desk.Step("OB-1", "Start", "D22");
        desk.Step("OB-1", "Uphold", "D22", "示例");
        Assert.Equal("Active", Of(desk));
        desk.Step("OB-1", "NotifyApplicant", "D01");
        desk.Step("OB-1", "Close", "D01");
        desk.Object(Listing.Ref);
        desk.Step("OB-2", "Start", "D22");
        desk.Step("OB-2", "Withdraw", "D22", "示例");
        Assert.Equal("Withdrawn", Of(desk));
    }

    private static string Of(Desk desk) => Of((ListEntryRecord)desk.Standing.Find(Listing.Ref)!);

    private static string Of(ListEntryRecord record) => ListEntryPlace.Of(record, CatalogueLoader.Load().At(Desk.At("2026-06-01")), Desk.At("2026-06-01")).State;
}

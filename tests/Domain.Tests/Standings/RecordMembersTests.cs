using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Decisions;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Standings;

/// <summary>What a record keeps apart, shares or makes only when asked is no part of what it says.</summary>
public sealed class RecordMembersTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly PermitRecord Permit = new()
    {
        Source = "D13",
        Number = "示许〔示例〕1号",
        Revision = new Revision(1, LegalTime.StartOf(Day), 1),
        DecidedOn = Day,
    };

    [Fact]
    public void Record_EqualsOneThatNeverHadAMark_WhenAllAreTakenAway()
    {
        var marked = Permit with
        {
            Dispute = new DisputeMark("示异议〔示例〕1号", Day, Day),
            Repair = new RepairMark("示修复〔示例〕1号", Day),
            Shield = new ShieldMark("示修复〔示例〕1号", Day),
            Easings = [],
            Removal = new RemovalMark(Day, null),
            Withdrawal = new WithdrawalMark(Day, null),
            Linked = [new LinkedPerson(LinkedRole.LegalRepresentative, "p-1", null)],
            Mirror = new MirrorOf("p-1", LinkedRole.LegalRepresentative),
        };
        Assert.NotEqual(Permit, marked);
        Assert.Equal("p-1", marked.Ref.Via);

        Assert.Equal(Permit, marked with { Dispute = null, Repair = null, Shield = null, Easings = null, Removal = null, Withdrawal = null, Linked = default, Mirror = null });
    }

    [Fact]
    public void Record_SaysTheSame_WhenItIsReadBack() =>
        Gen.Int[0, 9].SelectMany(static ordinal => AnyRecord.Of(SubjectKinds.Entity, Day, ordinal)).Sample(
            static record =>
            {
                var text = JsonSerializer.Serialize(record, LedgerJson.Context.PublicCreditRecord);
                var read = JsonSerializer.Deserialize(text, LedgerJson.Context.PublicCreditRecord)!;
                return text == JsonSerializer.Serialize(read, LedgerJson.Context.PublicCreditRecord) && read.Ref == record.Ref;
            },
            iter: 5_000);

    [Fact]
    public void Ref_IsMadeOnce_AndAnewForACopyThatIsAnotherRecord()
    {
        var copy = Permit with { Title = "示例许可" };
        Assert.Same(Permit.Ref, Permit.Ref);
        Assert.Equal(Permit.Ref, copy.Ref);
        Assert.Equal("示许〔示例〕2号", (copy with { Number = "示许〔示例〕2号" }).Ref.Number);
        Assert.Equal(new RecordRef("D22", RecordKind.Permit, Permit.Number), (copy with { Source = "D22" }).Ref);
    }

    [Fact]
    public void Revision_TellsNoNumberFromZero() =>
        Assert.Equal([null, 0L, 7L], new long?[] { null, 0, 7 }.Select(static number => new Revision(number, default, 1).Number));

    [Fact]
    public void Apply_KeepsTheCodeOnce_WhenItIsTheNumberOfTheRegistration()
    {
        var key = SubjectKey.Of(FictionalCodes.Entity(1));
        var standing = Standing.Unknown(key).Apply(AnyCase.Pushed(Permit with { Number = new string(key.Value) }));
        Assert.Same(key.Value, standing.Records[0].Number);
    }
}

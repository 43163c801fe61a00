using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>Two channels, one case; public service of persons; shielding in bankruptcy.</summary>
public sealed class RepairChannelTests
{
    private const string Unit = "D13";
    private const string Window = "D01";
    private static readonly Material Ruling = Desk.Application with { Kind = MaterialKind.CourtRuling };

    private readonly Desk _desk = new();
    private readonly PenaltyRecord _penalty = Desk.Penalty("2026-01-05");

    public RepairChannelTests() => _desk.Push(_penalty);

    [Fact]
    public void SecondChannel_FindsTheCaseOfTheFirst_AndAddsItsMaterials()
    {
        Apply("RP-1", Unit, false, Desk.Application, Desk.Identity);
        var joined = Apply("RP-2", Window, true, Desk.Application, Desk.Identity, Desk.Commitment);

        Assert.Equal("RP-1", joined.Case!.Id);
        Assert.Equal((Window, true), (((RepairCase)joined.Case).Joined!.Organisation, ((RepairCase)joined.Case).Joined!.BySingleWindow));
        Assert.Equal(["RP-1"], _desk.Standing.Cases.Keys);
        Assert.Contains(Window, joined.Case.Parties);
        Assert.Null(_desk.Step("RP-1", "Accept", Unit).Refusal);      // the commitment came by the second channel
    }

    [Fact]
    public void SecondChannel_SentAgain_ChangesNothing_AndAThirdApplicationIsRefused()
    {
        Apply("RP-1", Unit, false, Desk.Application, Desk.Identity);
        Apply("RP-2", Window, true, Desk.Application, Desk.Identity);

        var again = Apply("RP-3", Window, true, Desk.Application, Desk.Identity);

        Assert.Equal(("RP-1", 0), (again.Case!.Id, again.Events.Length));
        Assert.Equal("case-open", Apply("RP-4", "D22", true, Desk.Application, Desk.Identity).Refusal!.Fault.Code);
    }

    [Fact]
    public void Shield_TakesTheRecordOutOfUse_UntilItIsLifted()
    {
        Assert.Contains(_desk.Check().Reminders, reminder => reminder.Record == _penalty.Ref);
        Apply("RP-1", Unit, false, Desk.Application, Desk.Identity, Ruling);
        Assert.Equal("court-ruling-shown", _desk.Step("RP-1", "Shield", Unit).Refusal!.Fault.Code);
        _desk.Step("RP-1", "Refuse", Unit, "示例");

        Apply("RP-2", Unit, false, true, Desk.Application, Desk.Identity, Ruling);
        Assert.Equal("not-your-part", _desk.Step("RP-2", "Shield", "D22").Refusal!.Fault.Code);
        Assert.Null(_desk.Step("RP-2", "Shield", Unit).Refusal);
        Assert.Equal("no-shield", _desk.Step("RP-2", "Shield", Unit).Refusal!.Fault.Code);

        Assert.DoesNotContain(_desk.Check().Reminders, reminder => reminder.Record == _penalty.Ref);
        Assert.All(_desk.Standing.Cases["RP-2"].Deadlines, static deadline => Assert.True(deadline.IsMet));
        _desk.Push(_penalty with { Revision = _penalty.Revision with { Number = 9 }, Reason = "示例" });
        Assert.NotNull(_desk.Standing.Find(_penalty.Ref)!.Shield);

        _desk.Now = Desk.At("2026-06-01");
        Assert.Equal("reason-given", _desk.Step("RP-2", "Unshield", Unit).Refusal!.Fault.Code);
        Assert.Null(_desk.Step("RP-2", "Unshield", Unit, "示例：重整计划未执行").Refusal);
        Assert.Contains(_desk.Check().Reminders, reminder => reminder.Record == _penalty.Ref);
        Assert.All(_desk.Standing.Cases["RP-2"].Deadlines, static deadline => Assert.Equal(new DateOnly(2026, 6, 1), deadline.From));
    }

    [Fact]
    public void Shield_WantsTheRuling_AndEndsWithARefusal()
    {
        Assert.Equal(["materials.courtRuling"], Apply("RP-1", Unit, false, true, Desk.Application, Desk.Identity).Case!.Missing);
        Apply("RP-2", Unit, false, true, Desk.Application, Desk.Identity, Ruling);
        _desk.Step("RP-2", "Shield", Unit);
        _desk.Step("RP-2", "Refuse", Unit, "示例");

        Assert.Null(_desk.Standing.Find(_penalty.Ref)!.Shield);
    }

    [Theory]
    [InlineData(RepairCase.ServiceHours - 1, "commitment-made")]
    [InlineData(RepairCase.ServiceHours, null)]
    public void Person_RepairsByPublicService_OnceTheHoursAreCertified(int hours, string? refused)
    {
        var service = Desk.Application with { Kind = MaterialKind.PublicService, Hours = hours };
        Apply("RP-1", Unit, false, Desk.Application, Desk.Identity, service);
        Assert.Equal("commitment-made", _desk.Step("RP-1", "Accept", Unit).Refusal!.Fault.Code);      // not for an enterprise

        var person = new Desk { Standing = Standing.Unknown(SubjectKey.OfPerson(Guid.NewGuid())) };
        person.Push(_penalty);
        person.Apply(_penalty.Ref, Desk.Application, Desk.Identity, service);
        Assert.Equal(refused, person.Step("RP-1", "Accept", Unit).Refusal?.Fault.Code);
    }

    [Fact]
    public void Statement_IsWanted_WhereOneIsPublished()
    {
        Apply("RP-1", Unit, false, Desk.Application, Desk.Identity, Desk.Commitment);
        Array.ForEach(["Accept", "Start", "Approve"], step => Assert.Null(_desk.Step("RP-1", step, Unit).Refusal));

        Assert.Equal("statement-given", _desk.Step("RP-1", "PublishStatement", Unit, statement: " ").Refusal!.Fault.Code);
    }

    private CaseOutcome Apply(string id, string organisation, bool window, params Material[] materials) => Apply(id, organisation, window, false, materials);

    private CaseOutcome Apply(string id, string organisation, bool window, bool bankruptcy, params Material[] materials) => _desk.Ask(new RepairDraft
    {
        Case = id,
        Organisation = organisation,
        Record = _penalty.Ref,
        BySingleWindow = window,
        Bankruptcy = bankruptcy,
        Materials = [.. materials],
    });
}

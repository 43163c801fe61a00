using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

public sealed class RepairTests
{
    private const string Unit = "D13";
    private const string Operator = "D01";

    [Theory]
    [InlineData("2026-08-04", "minimum-publicity-served")]
    [InlineData("2026-08-05", null)]
    public void Accept_IsPossibleFromTheLastMonthOfMinimumPublicityOn(string day, string? refused)
    {
        var desk = new Desk("2026-05-06");
        var penalty = Desk.Penalty("2026-05-05");
        desk.Push(penalty);
        desk.Now = Desk.At(day);
        desk.Apply(penalty.Ref);

        Assert.Equal(refused, desk.Step("RP-1", "Accept", Unit).Refusal?.Fault.Code);
    }

    [Fact]
    public void Accept_WantsDutiesDoneAndACommitment_AndTheUnitMayConfirmDutiesThatTheRecordLeavesOpen()
    {
        var (done, open, outstanding) = (Desk.Penalty("2026-01-05"), Desk.Penalty("2026-01-05", null) with { Number = "示罚2号" }, Desk.Penalty("2026-01-05", false) with { Number = "示罚3号" });
        var desk = new Desk();
        Array.ForEach([done, open, outstanding], record => desk.Push(record));
        desk.Apply(done.Ref, Desk.Application, Desk.Identity);
        desk.Apply(open.Ref);
        desk.Apply(outstanding.Ref);

        Assert.Equal("commitment-made", desk.Step("RP-1", "Accept", Unit).Refusal!.Fault.Code);
        Assert.Equal("duties-done", desk.Step("RP-2", "Accept", Unit).Refusal!.Fault.Code);
        Assert.Equal("Accepted", desk.Step("RP-2", "Accept", Unit, dutiesDone: true).Case!.State);
        Assert.Equal("duties-done", desk.Step("RP-3", "Accept", Unit, dutiesDone: true).Refusal!.Fault.Code);
    }

    [Fact]
    public void Repaired_IsGoneEverywhere_AndARepeatedPushDoesNotBringItBack()
    {
        var (desk, penalty) = Repaired();

        Assert.Equal("Closed", desk.Standing.Cases["RP-1"].State);
        Assert.Equal("RP-1", desk.Standing.Find(penalty.Ref)!.Repair!.Case);
        Assert.Equal(RowOutcome.Revised, desk.Push(penalty with { Revision = penalty.Revision with { Number = 9 }, Reason = "示例" }));
        Assert.Equal("RP-1", desk.Standing.Find(penalty.Ref)!.Repair!.Case);
        Assert.DoesNotContain(desk.Check("MT-C01").Reminders, reminder => reminder.Record == penalty.Ref);
        Assert.Equal("record-gone", desk.Apply(penalty.Ref).Refusal!.Fault.Code);
    }

    [Fact]
    public void FalseMaterial_RevokesTheRepair_RestoresTheRecord_AndBars()
    {
        var (desk, penalty) = Repaired();

        Assert.Equal("reason-given", desk.Step("RP-1", "FalseMaterialFound", Unit).Refusal!.Fault.Code);
        Assert.Equal("Revoked", desk.Step("RP-1", "FalseMaterialFound", Unit, "示例：材料虚假").Case!.State);

        Assert.Null(desk.Standing.Find(penalty.Ref)!.Repair);
        desk.Apply(penalty.Ref);
        Assert.Equal("not-barred", desk.Step("RP-2", "Accept", Unit).Refusal!.Fault.Code);
        desk.Now = Desk.At("2029-05-06");
        Assert.Equal("not-barred", desk.Step("RP-2", "Accept", Unit).Refusal!.Fault.Code);
        desk.Now = Desk.At("2029-05-07");
        Assert.Null(desk.Step("RP-2", "Accept", Unit).Refusal);
    }

    [Fact]
    public void Steps_AreTheUnitsThatDecided_AndTheOrderIsKept()
    {
        var desk = new Desk();
        var penalty = Desk.Penalty("2026-01-05");
        desk.Push(penalty);
        desk.Apply(penalty.Ref);

        Assert.Equal("not-your-part", desk.Step("RP-1", "Accept", "D22").Refusal!.Fault.Code);
        Assert.Equal("not-your-part", desk.Step("RP-1", "Accept", Operator).Refusal!.Fault.Code);
        Assert.Equal("case-state", desk.Step("RP-1", "Approve", Unit).Refusal!.Fault.Code);
        desk.Step("RP-1", "Accept", Unit);
        desk.Step("RP-1", "Start", Unit);
        desk.Step("RP-1", "Approve", Unit);
        Assert.Equal("case-state", desk.Step("RP-1", "Propagate", Operator).Refusal!.Fault.Code);
    }

    [Fact]
    public void Application_IsJudgedByTheEditionOfItsReceipt_WhenTheRulesChangeInMidCase()
    {
        var desk = new Desk("2026-03-30");
        var penalty = Desk.Penalty("2025-12-31");
        desk.Push(penalty);
        desk.Apply(penalty.Ref);
        desk.Now = Desk.At("2026-04-02");

        Assert.Equal("Accepted", desk.Step("RP-1", "Accept", Unit).Case!.State);
        Assert.Equal("2025-06", ((RepairCase)desk.Standing.Cases["RP-1"]).Edition);
    }

    [Fact]
    public void Extend_PutsTheResultOffOnce_WithAReason()
    {
        var desk = new Desk("2026-05-06");
        var penalty = Desk.Penalty("2026-01-05");
        desk.Push(penalty);
        desk.Apply(penalty.Ref);
        desk.Step("RP-1", "Accept", Unit);

        Assert.Equal("reason-given", desk.Step("RP-1", "Extend", Unit).Refusal!.Fault.Code);
        var extended = desk.Step("RP-1", "Extend", Unit, "示例：案情复杂").Case!;
        Assert.Equal("no-extension", desk.Step("RP-1", "Extend", Unit, "示例").Refusal!.Fault.Code);

        Assert.Equal([new DateOnly(2026, 5, 9), new DateOnly(2026, 6, 2)], extended.Deadlines.Select(static deadline => deadline.DueOn));
    }

    private static (Desk Desk, PenaltyRecord Penalty) Repaired()
    {
        var desk = new Desk("2026-05-06");
        var penalty = Desk.Penalty("2026-01-05");
        desk.Push(penalty);
        desk.Apply(penalty.Ref);
        Array.ForEach(["Accept", "Start", "Approve", "PublishStatement"], step => Assert.Null(desk.Step("RP-1", step, Unit, statement: "示例修复说明").Refusal));
        Array.ForEach(["Propagate", "Close"], step => Assert.Null(desk.Step("RP-1", step, Operator).Refusal));
        return (desk, penalty);
    }
}

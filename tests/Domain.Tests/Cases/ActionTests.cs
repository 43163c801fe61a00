using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

public sealed class ActionTests
{
    private readonly Desk _desk = new();
    private readonly ListEntryRecord _listing = Desk.WageDefault();

    public ActionTests() => _desk.Push(_listing);

    private JointActionCase Action => (JointActionCase)_desk.Standing.Cases["JA-1"];

    [Fact]
    public void Targets_FollowFromTheCatalogue()
    {
        var action = (JointActionCase)Initiate().Case!;

        var told = CreditGate.Domain.Changes.EffectScope.Of(
            new CreditGate.Domain.Changes.EffectChange { Turn = CreditGate.Domain.Changes.EffectTurn.Started, Rule = "P03" }, _desk.Standing.Key, _desk.Edition)!;
        Assert.Equal("Pushed", action.State);
        Assert.Equal(told.Departments, action.Tasks.Where(static task => task.Rule == "P03").Select(static task => task.Department));
        Assert.All(action.Tasks, task => Assert.All(task.Matters, matter => Assert.Contains(task.Department, _desk.Edition.Matters[matter].Departments)));
        Assert.All(action.Tasks, static task => Assert.False(task.Codes.IsEmpty || task.Matters.IsEmpty));
        Assert.Equal(new DateOnly(2026, 5, 12), action.Deadlines.Single().DueOn);      // 9 May is worked
    }

    [Fact]
    public void Initiate_IsTheDesignatingUnitsAlone_OncePublishedAndInForce()
    {
        Assert.Equal("not-your-part", Initiate("D13").Refusal!.Fault.Code);
        Assert.Equal("no-such-record", Initiate(record: _listing.Ref with { Number = "示例无此号" }).Refusal!.Fault.Code);
        _desk.Push(Desk.WageDefault(2) with { Until = new DateOnly(2026, 5, 6) });
        _desk.Now = Desk.At("2026-05-07");
        Assert.Equal("targets-published", Initiate().Refusal!.Fault.Code);
        _desk.Push(Desk.WageDefault(3));
        Assert.Null(Initiate().Refusal);
        Assert.Equal("case-open", Initiate().Refusal!.Fault.Code);
    }

    [Fact]
    public void Tasks_AreAcknowledgedStartedAndFedBack_ByTheirDepartmentAlone()
    {
        Initiate();
        var department = Action.Tasks[0].Department;

        Assert.Equal("not-your-part", _desk.Step("JA-1", "Acknowledge", "D99").Refusal!.Fault.Code);
        Assert.Equal("case-state", _desk.Step("JA-1", "Start", department).Refusal!.Fault.Code);
        _desk.Step("JA-1", "Acknowledge", department);
        Assert.Equal("reason-given", _desk.Step("JA-1", "Feedback", department).Refusal!.Fault.Code);
        _desk.Step("JA-1", "Start", department);
        _desk.Step("JA-1", "Feedback", department, "示例：已限制");

        Assert.All(Action.Tasks.Where(task => task.Department == department), static task => Assert.Equal(("Executed", "示例：已限制"), (task.State, task.Feedback)));
        Assert.All(Action.Tasks.Where(task => task.Department != department), static task => Assert.Equal("Pushed", task.State));
    }

    [Fact]
    public void Feedback_HasALastDay_AndIsToldOfOnceWhenItIsLate()
    {
        Initiate();
        var due = Assert.Single(Action.Deadlines).DueOn;
        _desk.Now = Desk.At(due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        _desk.Ask(new DeadlineLook { Case = "JA-1" });
        Assert.False(Action.IsOverdue);

        _desk.Now = _desk.Now.AddDays(1);
        var told = Enumerable.Range(0, 3).SelectMany(_ => _desk.Ask(new DeadlineLook { Case = "JA-1" }).Events).OfType<CaseMoved>().Select(static moved => moved.Step).ToArray();

        Assert.Equal(["Overdue"], told);
        Assert.True(Action.IsOverdue);
    }

    [Fact]
    public void Tasks_FollowAnObjection_AndComeBackToWhereTheyWere()
    {
        Initiate();
        var department = Action.Tasks[0].Department;
        _desk.Step("JA-1", "Acknowledge", department);

        var objecting = _desk.Object(_listing.Ref);

        Assert.Equal(["JA-1", "OB-1"], objecting.Cases.Select(static known => known.Id).Order());
        Assert.All(Action.Tasks, static task => Assert.Equal("Suspended", task.State));
        _desk.Step("OB-1", "Start", "D22");
        _desk.Step("OB-1", "Uphold", "D22", "示例");
        Assert.All(Action.Tasks, task => Assert.Equal(task.Department == department ? "Acknowledged" : "Pushed", task.State));
    }

    [Fact]
    public void Tasks_AreLifted_AndTheActionClosed_WhenTheRecordIsFoundWrong()
    {
        Initiate();
        _desk.Object(_listing.Ref);
        _desk.Step("OB-1", "Start", "D22");

        _desk.Step("OB-1", "Withdraw", "D22", "示例");

        Assert.All(Action.Tasks, static task => Assert.Equal("Lifted", task.State));
        Assert.Equal("Closed", Action.State);
        Assert.Null(Action.DueAt);
    }

    private CaseOutcome Initiate(string organisation = "D22", RecordRef? record = null) =>
        _desk.Ask(new ActionDraft { Case = "JA-1", Organisation = organisation, Record = record ?? _listing.Ref });
}

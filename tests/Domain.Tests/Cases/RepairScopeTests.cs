using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>减轻: a repair granted in part takes some measures off, at the decision and at every implementing department.</summary>
public sealed class RepairScopeTests
{
    private const string Unit = "D22";
    private const string Operator = "D01";
    private readonly Desk _desk = new();
    private readonly ListEntryRecord _listing = Desk.WageDefault();

    public RepairScopeTests()
    {
        _desk.Push(_listing);
        _desk.Ask(new ActionDraft { Case = "JA-1", Organisation = Unit, Record = _listing.Ref });
    }

    private IEnumerable<ActionTask> Tasks => ((JointActionCase)_desk.Standing.Cases["JA-1"]).Tasks;

    [Fact]
    public void Partly_TakesItsMeasuresOff_AndLeavesTheRest()
    {
        Grant("M01.03");

        Assert.DoesNotContain(_desk.Check("MT-C01").Measures, measure => measure.Record == _listing.Ref);
        Assert.Contains(_desk.Check("MT-C02").Measures, measure => measure.Record == _listing.Ref && measure.Code == "M01.02");
        _desk.Push(_listing with { Revision = _listing.Revision with { Number = 2 }, Reason = "示例" });
        Assert.DoesNotContain(_desk.Check("MT-C01").Measures, measure => measure.Record == _listing.Ref);
    }

    [Fact]
    public void Partly_EasesWhatWasExecuted_ShortensWhatWasNot_AndLiftsWhatIsLeftWithNothing()
    {
        var departments = Tasks.Where(static task => task.Rule == "P03").Select(static task => task.Department).Distinct().ToArray();
        Assert.True(departments.Length > 1);
        Array.ForEach(["Acknowledge", "Start"], step => Assert.Null(_desk.Step("JA-1", step, departments[0]).Refusal));
        Assert.Null(_desk.Step("JA-1", "Feedback", departments[0], "示例").Refusal);

        Grant("M01.03", "M07.01");

        Assert.All(Tasks.Where(static task => task.Rule == "P03"), task =>
            Assert.Equal((task.Department == departments[0] ? "Eased" : "Pushed", "M01.02"), (task.State, string.Join(' ', task.Codes))));
        Assert.All(Tasks.Where(static task => task.Rule == "P05"), static task => Assert.Equal("Lifted", task.State));
        Assert.All(Tasks.Where(static task => task.Rule == "P06"), static task => Assert.NotEqual("Lifted", task.State));
        Assert.Null(_desk.Step("RP-1", "Propagate", Operator).Refusal);
    }

    [Fact]
    public void Whole_LiftsEveryTask_WhateverItsState()
    {
        var department = Tasks.First().Department;
        Array.ForEach(["Acknowledge", "Start"], step => _desk.Step("JA-1", step, department));
        Grant();

        Assert.All(Tasks, static task => Assert.Equal("Lifted", task.State));
        Assert.Null(_desk.Step("RP-1", "Propagate", Operator).Refusal);
    }

    [Fact]
    public void Lifts_NameMeasuresOfTheRecordAlone()
    {
        Reviewing();

        Assert.Equal("not-its-measure", Approve("M04.01").Refusal!.Fault.Code);
        Assert.Null(Approve("M01.03").Refusal);
    }

    [Fact]
    public void FalseMaterial_BringsTheMeasuresBack()
    {
        Array.ForEach([.. Tasks.Select(static task => task.Department).Distinct()], department =>
        {
            Array.ForEach(["Acknowledge", "Start"], step => _desk.Step("JA-1", step, department));
            _desk.Step("JA-1", "Feedback", department, "示例");
        });
        Grant("M01.03");
        Array.ForEach(["Propagate", "Close"], step => Assert.Null(_desk.Step("RP-1", step, Operator).Refusal));
        Assert.Null(_desk.Step("RP-1", "FalseMaterialFound", Unit, "示例：材料虚假").Refusal);

        Assert.Null(_desk.Standing.Find(_listing.Ref)!.Easings);
        Assert.Contains(_desk.Check("MT-C01").Measures, measure => measure.Code == "M01.03");
    }

    private void Reviewing()
    {
        _desk.Now = Desk.At("2027-05-07");
        _desk.Apply(_listing.Ref);
        Assert.Null(_desk.Step("RP-1", "Accept", Unit, dutiesDone: true).Refusal);
        Assert.Null(_desk.Step("RP-1", "Start", Unit).Refusal);
    }

    private CaseOutcome Approve(params string[] lifts) => _desk.Ask(new CaseStep { Case = "RP-1", Event = "Approve", Organisation = Unit, Lifts = [.. lifts] });

    private void Grant(params string[] lifts)
    {
        Reviewing();
        Assert.Null(Approve(lifts).Refusal);
        Assert.Null(_desk.Step("RP-1", "PublishStatement", Unit, statement: "示例修复说明").Refusal);
    }
}

using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Records;
using CreditGate.Domain.Tests.Cases;
using Xunit;

namespace CreditGate.Domain.Tests.Coverage;

public sealed class PunctualityTests
{
    private readonly Desk _desk = new();
    private readonly ListEntryRecord _listing = Desk.WageDefault() with { Until = new DateOnly(2026, 6, 20) };

    /// <summary>Twenty calendar days from the next day on; the twentieth, 26 May, still counts.</summary>
    [Theory]
    [InlineData("2026-05-26", CoverageMeasure.ObjectionsOnTime)]
    [InlineData("2026-05-27", CoverageMeasure.ObjectionsLate)]
    public void AnObjection_IsOnTime_UntilItsLastDay(string concluded, CoverageMeasure measure)
    {
        _desk.Push(_listing);
        _desk.Object(_listing.Ref);
        _desk.Step("OB-1", "Start", "D22");
        Assert.Empty(Counted());
        _desk.Now = Desk.At(concluded);

        _desk.Step("OB-1", "Uphold", "D22", "示例");

        Assert.Equal([("D22", 202605, measure, 1L)], Counted());
    }

    [Theory]
    [InlineData("2026-05-08", CoverageMeasure.RepairsOnTime)]
    [InlineData("2026-08-31", CoverageMeasure.RepairsLate)]
    public void ARepair_IsOnTime_WhenItIsDecidedInTime(string decided, CoverageMeasure measure)
    {
        var penalty = Desk.Penalty("2026-01-05");
        _desk.Push(penalty);
        _desk.Apply(penalty.Ref);
        _desk.Step("RP-1", "Accept", "D13");
        _desk.Step("RP-1", "Start", "D13");
        _desk.Now = Desk.At(decided);

        _desk.Step("RP-1", "Approve", "D13", statement: "示例修复说明");

        Assert.Equal(measure, Counted().Single(static one => one.Measure is CoverageMeasure.RepairsOnTime or CoverageMeasure.RepairsLate).Measure);
    }

    /// <summary>Seven working days after 5 May, of which 9 May is worked: 13 May.</summary>
    [Theory]
    [InlineData("2026-05-13", CoverageMeasure.PublicityOnTime)]
    [InlineData("2026-05-14", CoverageMeasure.PublicityLate)]
    public void APenalty_IsOnTime_ForSevenWorkingDays_AndCountsOnce(string came, CoverageMeasure measure)
    {
        _desk.Now = Desk.At(came);
        _desk.Push(Desk.Penalty("2026-05-05"));
        _desk.Push(Desk.Penalty("2026-05-05") with { Revision = new Revision(2, _desk.Now, 1), Reason = "示例" });

        Assert.Equal([("D13", 202605, measure, 1L)], Counted());
    }

    [Fact]
    public void Lifting_IsMeasured_OfWhatWasCarriedOut_FromTheEndOfTheRecord()
    {
        var department = CarriedOut();
        var tasks = Tasks(department);
        _desk.Now = Desk.At("2026-06-10");

        _desk.Push(_listing with { Revision = new Revision(2, _desk.Now, 1), Removal = new RemovalMark(new DateOnly(2026, 6, 9), "示例") });

        Assert.Equal((tasks, 0L), (Sum(CoverageMeasure.MeasuresLifted, department), Sum(CoverageMeasure.SecondsToLifting, department)));
        Assert.Equal(tasks, Counted().Where(static one => one.Measure == CoverageMeasure.MeasuresLifted).Sum(static one => one.Count));
    }

    /// <summary>The term ended with 20 June, and was found at nine on the 22nd.</summary>
    [Fact]
    public void Lifting_IsMeasured_FromTheEndOfTheTerm()
    {
        var department = CarriedOut();
        var tasks = Tasks(department);
        _desk.Now = Desk.At("2026-06-22");

        _desk.Push(Desk.Penalty("2026-06-22"));

        Assert.Equal((tasks, tasks * 33 * 3_600), (Sum(CoverageMeasure.MeasuresLifted, department), Sum(CoverageMeasure.SecondsToLifting, department)));
    }

    [Fact]
    public void Rates_AreOfWhatIsSettled()
    {
        CoverageCount[] counts = [Of(CoverageMeasure.ObjectionsOnTime, 3), Of(CoverageMeasure.ObjectionsLate, 1), Of(CoverageMeasure.MeasuresLifted, 4), Of(CoverageMeasure.SecondsToLifting, 10)];
        var rates = new CoverageRates(counts);

        Assert.Equal((0.75, null, null, 2.5), (rates.ObjectionRate, rates.RepairRate, rates.PublicityRate, rates.MeanSecondsToLifting));

        static CoverageCount Of(CoverageMeasure measure, long count) => new(new CoverageCell(202605, "D22", Punctuality.NoMatter, measure), count);
    }

    /// <summary>A joint action of which one department did its part.</summary>
    private string CarriedOut()
    {
        _desk.Push(_listing);
        _desk.Ask(new ActionDraft { Case = "JA-1", Organisation = "D22", Record = _listing.Ref });
        var department = ((JointActionCase)_desk.Standing.Cases["JA-1"]).Tasks[0].Department;
        _desk.Step("JA-1", "Acknowledge", department);
        _desk.Step("JA-1", "Start", department);
        _desk.Step("JA-1", "Feedback", department, "示例：已限制");
        return department;
    }

    private long Tasks(string department) => ((JointActionCase)_desk.Standing.Cases["JA-1"]).Tasks.Count(task => task.Department == department);

    private long Sum(CoverageMeasure measure, string department) => Counted().Where(one => one.Measure == measure && one.Department == department).Sum(static one => one.Count);

    private List<(string Department, int Month, CoverageMeasure Measure, long Count)> Counted()
    {
        var counted = new List<(string, int, CoverageMeasure, long)>();
        foreach (var turn in _desk.Turns)
        {
            var standing = turn.Before;
            foreach (var happened in turn.Events)
            {
                counted.AddRange(Punctuality.Of(standing, happened, _desk.Edition).Select(static one => (one.Cell.Department, one.Cell.Month, one.Cell.Measure, one.Count)));
                standing = standing.Apply(happened);
            }
        }

        return counted;
    }
}

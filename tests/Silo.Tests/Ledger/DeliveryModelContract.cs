using System.Collections.Immutable;
using CreditGate.Actors.Feedback;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Feedback;
using CreditGate.Silo.Migrations;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>The counts behind the delivery rate, against what a look at every task and everything that was fed back says.</summary>
public abstract class DeliveryModelContract(ILedgerUnderTest ledger, string database) : IDisposable
{
    private const int Answers = 60;
    private const int Steps = 200;

    private static readonly Edition Edition = CatalogueLoader.Load().At(Sample.Instant);
    private static readonly string[] Departments = ["D13", "D24"];
    private static readonly string[] Matters = ["MT-C01", "MT-D01"];

    private readonly List<CheckTask> _tasks = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Counts_AreThoseOfABruteForceCalculation_WhateverHappens(int seed)
    {
        var random = new Random(seed);
        await Open(random);
        for (var step = 0; step < Steps; step++)
        {
            await Move(random);
            if (step == Steps / 2)
            {
                ledger.Restart();
            }
        }

        var (expected, counted) = (await BruteForce(), await Counted());
        Assert.Equal(expected, counted);
        var rates = new CoverageRates(counted.Select(static count => new CoverageCount(count.Key, count.Value)));
        Assert.Equal(Answers, rates.AnswersWithAdvice);
        Assert.Equal((double)expected.Where(static count => count.Key.Measure is CoverageMeasure.AdviceConsistent or CoverageMeasure.AdviceReasoned).Sum(static count => count.Value) / Answers, rates.DeliveryRate);
        Assert.Equal(5, counted.Select(static count => count.Key.Measure).Distinct().Count());
    }

    [Fact]
    public async Task Upgrade_CountsWhatIsThere_AsItWouldHaveBeenCounted()
    {
        var random = new Random(4);
        await Open(random);
        for (var step = 0; step < Steps; step++)
        {
            await Move(random);
        }

        var counted = await Counted();
        using var script = new StreamReader(typeof(SqliteSchema).Assembly.GetManifestResourceStream($"{database}/ledger/0071_delivery.sql")!);
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM coverage_count; {await script.ReadToEndAsync(Cancellation)}";
        await command.ExecuteNonQueryAsync(Cancellation);

        Assert.Equal(counted, await Counted());
    }

    private async Task Open(Random random)
    {
        for (var number = 0; number < Answers; number++)
        {
            var at = Sample.Instant.AddHours(random.Next(24 * 60));
            var task = SampleFeedback.Task(Departments[random.Next(2)], null, [.. Enumerable.Range(1, 1 + random.Next(3)).Select(static code => $"M01.0{code}")]) with
            {
                Receipt = Guid.CreateVersion7(at),
                Matter = Matters[random.Next(2)],
                DecidedAt = at,
                DueOn = LegalTime.DateOf(at).AddDays(7),
            };
            _tasks.Add(task);
            await ledger.Feedback.Take([SampleFeedback.Step(task)]);
        }
    }

    /// <summary>Feedback in time or late, a last day that passes, or a step that comes twice.</summary>
    private async Task Move(Random random)
    {
        var stored = Assert.Single(await ledger.Feedback.Find([_tasks[random.Next(Answers)].Receipt], Cancellation));
        var task = stored.Task;
        FeedbackStep? step = random.Next(4) switch
        {
            0 => CheckDesk.Passed(task, Edition, task.DecidedAt.AddDays(30)) is var late && late.Version > task.Version && random.Next(3) == 0 ? new FeedbackStep(late, []) : null,
            _ => Given(stored, random),
        };
        if (step is not null)
        {
            await ledger.Feedback.Take([step]);
            Assert.Empty(await ledger.Feedback.Take([step]));
        }
    }

    private static FeedbackStep? Given(StoredFeedback stored, Random random)
    {
        var task = stored.Task;
        if (task.Advised.FirstOrDefault(code => !task.Given.Contains(code)) is not { } code)
        {
            return null;
        }

        var action = (FeedbackAction)random.Next(4);
        var line = SampleFeedback.Given(task, code) with
        {
            Action = action,
            Reason = GivenFeedback.Differs(action) ? "示例理由" : null,
            At = LegalTime.StartOf(task.DueOn).AddDays(random.Next(5) == 0 ? 2 : -1),
        };
        var outcome = CheckDesk.Give(task, stored.Given, [line]);
        Assert.Null(outcome.Refusal);
        return new FeedbackStep(outcome.Task, outcome.Entered);
    }

    /// <summary>By the lines alone: what was said, and on which day.</summary>
    private async Task<SortedDictionary<CoverageCell, long>> BruteForce()
    {
        var counts = Empty();
        foreach (var (task, given) in (await ledger.Feedback.Find([.. _tasks.Select(static task => task.Receipt)], Cancellation)).Select(static stored => (stored.Task, stored.Given)))
        {
            var isWhole = task.Advised.All(code => given.Any(line => line.Code == code));
            var isLate = task.IsOverdue || given.Any(line => LegalTime.DateOf(line.At) > task.DueOn);
            var measure = !isWhole ? task.IsOverdue ? CoverageMeasure.AdviceOverdue : CoverageMeasure.AdviceDue
                : isLate ? CoverageMeasure.AdviceLate
                : given.Any(static line => line.Action is FeedbackAction.NotApplied or FeedbackAction.PartlyApplied) ? CoverageMeasure.AdviceReasoned
                : CoverageMeasure.AdviceConsistent;
            var day = LegalTime.DateOf(task.DecidedAt);
            var cell = new CoverageCell((day.Year * 100) + day.Month, task.Organisation, task.Matter, measure);
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        return counts;
    }

    private async Task<SortedDictionary<CoverageCell, long>> Counted()
    {
        var counts = Empty();
        foreach (var count in await ledger.Coverage.Counts(202601, 202612, null, null, Cancellation))
        {
            counts.Add(count.Cell, count.Count);
        }

        return counts;
    }

    private static SortedDictionary<CoverageCell, long> Empty() =>
        new(Comparer<CoverageCell>.Create(static (one, other) => (one.Month, one.Department, one.Matter, one.Measure).CompareTo((other.Month, other.Department, other.Matter, other.Measure))));
}

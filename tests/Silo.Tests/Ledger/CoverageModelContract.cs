using CreditGate.Actors.Coverage;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Receipts;
using CreditGate.Domain.Coverage;
using CreditGate.Silo.Tests.Coverage;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Coverage as it is counted along the way against coverage added up from everything at the end, on random data.</summary>
public abstract class CoverageModelContract(Func<ILedgerUnderTest> open) : IDisposable
{
    private const int Receipts = 24;

    private static readonly Gen<Report> AReport = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[-1, 1], Gen.Int[0, 9], Gen.Int[-2 * Receipts, Receipts - 1], Gen.Int[-2, 3], Gen.Int[0, 9],
        static (place, number, subject, day, receipt, revision, chance) => new Report(place, number, subject, day, receipt, revision, chance));

    private static readonly Gen<Answer> AnAnswer = Gen.Select(
        Gen.Int[0, 2], Gen.Int[-1, 2], Gen.Int[-1, 1], Gen.Int[0, 9], Gen.Int[0, 1], static (place, number, subject, day, segment) => new Answer(place, number, subject, day, segment));

    private static readonly Gen<Step> AStep = Gen.OneOf(
        AReport.Array[1, 5].Select(static reports => new Step(StepKind.Report, reports)),
        Gen.Const(new Step(StepKind.Ship, [])), Gen.Const(new Step(StepKind.Ship, [])),
        Gen.Const(new Step(StepKind.Look, [])), Gen.Const(new Step(StepKind.LookAgain, [])), Gen.Const(new Step(StepKind.Restart, [])));

    private readonly ILedgerUnderTest _ledger = open();
    private int _samples;

    private static int Samples => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 40 : 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Counts_AreThoseOfABruteForceCalculation_WhateverTheOrder() =>
        Gen.Select(AStep.Array[4, 30], AnAnswer.Array[Receipts]).SampleAsync(Compare, iter: Samples, threads: 1);

    private async Task Compare(Step[] steps, Answer[] answers)
    {
        var run = new Run(_ledger, ++_samples, answers);
        foreach (var step in steps)
        {
            await run.Take(step);
        }

        await run.Finish();
    }

    private enum StepKind
    {
        Report,
        Ship,
        Look,
        LookAgain,
        Restart,
    }

    private sealed record Step(StepKind Kind, Report[] Reports);

    /// <param name="Place">Department and matter: of three, two share the department.</param>
    /// <param name="Subject">-1: a person whom nobody knew.</param>
    /// <param name="Receipt">Below 0: none is named.</param>
    /// <param name="Revision">Below 1: none.</param>
    private sealed record Report(int Place, int Number, int Subject, int Day, int Receipt, int Revision, int Chance);

    private sealed record Answer(int Place, int Number, int Subject, int Day, int Segment);

    private sealed class Run(ILedgerUnderTest ledger, int sample, Answer[] answers)
    {
        private readonly List<DecidedCase> _reports = [];
        private readonly StoredReceipt[] _receipts = Make(sample, answers);
        private readonly Dictionary<string, SeenPage> _lastPages = [];
        private int _shipped;

        public async Task Take(Step step)
        {
            switch (step.Kind)
            {
                case StepKind.Report:
                    DecidedCase[] cases = [.. step.Reports.Select(Case)];
                    _reports.AddRange(cases);
                    await ledger.Coverage.Report(cases);
                    break;
                case StepKind.Ship:
                    await Ship(3);
                    break;
                case StepKind.Look:
                    await Look(2);
                    break;
                case StepKind.LookAgain when _lastPages.Count > 0:
                    Assert.False(await ledger.Coverage.Take(_lastPages.Values.First()));
                    break;
                case StepKind.Restart:
                    ledger.Restart();
                    break;
            }
        }

        /// <summary>Everything comes in the end, and then all must agree.</summary>
        public async Task Finish()
        {
            await Ship(Receipts);
            while (await new ReceiptSweep([new CaseChecks(ledger.Coverage)], ledger.History, ledger.Evidence, NullLogger<ReceiptSweep>.Instance).Sweep(Cancellation))
            {
            }

            SeenReceipt[] all = [.. _receipts.Select(static receipt => SeenReceipt.Of(receipt)!)];
            var counted = new Dictionary<CoverageCell, long>();
            foreach (var department in Enumerable.Range(0, 3).Select(place => Department(sample, place)).Distinct())
            {
                foreach (var count in await ledger.Coverage.Counts(0, 999_912, department, null, Cancellation))
                {
                    counted.Add(count.Cell, count.Count);
                }
            }

            Assert.Equal(Sorted(BruteForce.Counts(_reports, all)), Sorted(counted));
            foreach (var reports in _reports.GroupBy(static report => report.Key))
            {
                var standing = BruteForce.Standing(reports);
                if (!standing.IsWithdrawn)
                {
                    Assert.Equal(BruteForce.Timing(standing, all), (await ledger.Coverage.Find(reports.Key, Cancellation))!.Case.Timing.ToString());
                }
            }
        }

        private static IEnumerable<(CoverageCell, long)> Sorted(Dictionary<CoverageCell, long> counts) =>
            counts.Select(static count => (count.Key, count.Value)).OrderBy(static count => count.Key.ToString(), StringComparer.Ordinal);

        private async Task Ship(int atMost)
        {
            var next = _receipts.Skip(_shipped).Take(atMost).ToArray();
            if (next.Length > 0)
            {
                await ledger.Receipts.AddReceipts(next);
                _shipped += next.Length;
            }
        }

        private async Task Look(int atMost)
        {
            var looked = await ledger.Coverage.Looked(Cancellation);
            foreach (var segment in _receipts.Select(static receipt => receipt.Segment).Distinct())
            {
                var after = looked.GetValueOrDefault(segment);
                var found = await ledger.History.Glances(segment, after, atMost, Cancellation);
                if (found.Count > 0)
                {
                    var page = new SeenPage(segment, after, found[^1].Sequence, [.. found.Select(static glance => SeenReceipt.Of(glance.Gist!))]);
                    Assert.True(await ledger.Coverage.Take(page));
                    _lastPages[segment] = page;
                }
            }
        }

        private DecidedCase Case(Report report) => new()
        {
            Department = Department(sample, report.Place),
            Matter = Matter(report.Place),
            Number = Number(report.Number)!,
            Subject = Subject(report.Subject),
            IsPerson = report.Subject <= 0,
            DecidedAt = DayOf(report.Day),
            Decision = report.Chance % 2 == 0 ? CaseDecision.Granted : CaseDecision.Refused,
            Receipt = report.Receipt < 0 ? null : _receipts[report.Receipt].Id,
            MustCheck = report.Place < 2,
            IsWithdrawn = report.Chance == 9,
            Revision = report.Revision < 1 ? null : report.Revision,
            ReportedAt = SampleCase.Decided,
            Credential = "示例凭据",
        };

        private static StoredReceipt[] Make(int sample, Answer[] answers)
        {
            var last = new long[2];
            return [.. answers.Select(answer => SampleCase.Receipt(
                DayOf(answer.Day).AddHours(-1), Number(answer.Number), Department(sample, answer.Place), Matter(answer.Place), Subject(answer.Subject),
                $"c2-示例{sample}-{answer.Segment}", ++last[answer.Segment]))];
        }

        private static string Department(int sample, int place) => place == 2 ? $"XN{sample}B" : $"XN{sample}A";

        private static string Matter(int place) => place == 0 ? "MT-A01" : "MT-C01";

        private static string? Number(int number) => number < 0 ? null : $"示例办件{number}号";

        private static string? Subject(int subject) => subject < 0 ? null : $"示例主体{subject}";

        // Three days apart while answers hold for five; some decisions fall into the next month.
        private static DateTimeOffset DayOf(int day) => SampleCase.Decided.AddDays(3 * day);
    }
}

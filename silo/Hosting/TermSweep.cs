using System.Collections.Immutable;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting;

/// <summary>Enters what time alone ended or began. Decisions never wait for it: it only tells those who must hear.</summary>
/// <remarks>Two sweeps on one ledger do no harm: the expected version lets one of them enter an event.</remarks>
internal sealed partial class TermSweep(
    ISubjectLedger ledger, IChangeLedger changes, EditionNews editions, Nodes nodes, ISoleWork sole, Catalogue catalogue, PlatformClock clock, ILogger<TermSweep> logger)
    : BackgroundService
{
    private const int AtOnce = 1_000;
    private const int LongestTogether = 200;      // longer histories are read one at a time, so that a batch stays small in memory
    private const string Actor = "term-sweep";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ILogger<TermSweep> _logger = logger;

    /// <summary>Settles everything that is due now. Returns how many events were entered.</summary>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        await editions.Announce(cancellation);
        var (entered, settled, due) = (0, 0, 0);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            (entered, settled, due) = await Batch(entered, cancellation);
        }
        while (due == AtOnce && settled > 0);

        if (entered > 0)
        {
            LogEntered(entered);
        }

        return entered;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await sole.TryRun("terms", () => Sweep(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<(int Entered, int Settled, int Due)> Batch(int before, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = await changes.Due(now, AtOnce, cancellation);
        if (due.Count == 0)
        {
            return (before, 0, 0);
        }

        var histories = await ledger.Histories([.. due.Select(static subject => subject.Subject)], LongestTogether, cancellation);
        var ended = ImmutableArray.CreateBuilder<SubjectAppend>();
        var passed = new List<DueSubject>();
        for (var index = 0; index < due.Count; index++)
        {
            await Judge(due[index], histories[index], now, ended, passed, cancellation);
        }

        if (passed.Count > 0)
        {
            await changes.Reschedule(passed);
        }

        var entered = await Enter(ended.ToImmutable());
        return (before + entered, entered + passed.Count, due.Count);
    }

    /// <summary>One subject that cannot be read never keeps the others from being told of.</summary>
    private async Task Judge(
        DueSubject due, SubjectHistory history, DateTimeOffset now, ImmutableArray<SubjectAppend>.Builder ended, List<DueSubject> passed, CancellationToken cancellation)
    {
        try
        {
            var events = history.Events ?? await ledger.Read(due.Subject, 0, cancellation);
            var standing = Standing.Fold(due.Subject, events.Select(static stored => stored.Event));
            var told = new ToldStanding(standing, catalogue);
            if (Settled(standing, told, now) is { } append)
            {
                ended.Add(append);
            }
            else
            {
                passed.Add(new DueSubject(due.Subject, standing.Version, told.DueAt));
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is not LedgerUnavailableException)
        {
            LogNotJudged(failure, due.Subject.Value);
        }
    }

    /// <summary>What time ended, and what tasks, listings and promises make of the standing; null when there is nothing to enter.</summary>
    private SubjectAppend? Settled(Standing before, ToldStanding told, DateTimeOffset now)
    {
        var (standing, events, changes, counts) = (before, new List<SubjectEvent>(), new List<StandingChange>(), new List<CoverageCount>());
        var happened = new TermEnded { At = now, Actor = Actor };
        if (told.Tell(before.Apply(happened), happened) is { } change)
        {
            standing = before.Apply(happened);
            events.Add(happened);
            changes.Add(change);
        }

        foreach (var followed in Following.After(standing, catalogue.At(now), now))
        {
            counts.AddRange(Punctuality.Of(standing, followed, catalogue.At(now)));
            standing = standing.Apply(followed);
            events.Add(followed);
            changes.AddRange(told.Tell(standing, followed) is { } next ? [next] : []);
        }

        return events.Count == 0 ? null : new SubjectAppend(standing.Key, before.Version, [.. events], [], [])
        {
            Changes = [.. changes],
            DueAt = told.DueAt,
            Cases = CaseMoved.Newest(events),
            Counts = [.. counts],
        };
    }

    /// <summary>A subject that was changed meanwhile told what time changed with that, or is due again: it is left out.</summary>
    private async Task<int> Enter(ImmutableArray<SubjectAppend> ended)
    {
        while (!ended.IsEmpty)
        {
            var outcome = await ledger.AppendMany(ended);
            if (outcome.Committed)
            {
                await nodes.CatchUp(ended.Select(static append => (append.Subject, append.ExpectedVersion + append.Events.Length)));
                return ended.Length;
            }

            ended = ended.RemoveAll(append => outcome.Conflicts.Contains(append.Subject));
        }

        return 0;
    }

    [LoggerMessage(2201, LogLevel.Information, "Time alone changed what the records of {Count} subjects bring about; entered")]
    private partial void LogEntered(int count);

    [LoggerMessage(2202, LogLevel.Error, "What is due could not be entered; the next sweep tries again, and decisions are right meanwhile")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2203, LogLevel.Error, "Subject {Subject}: what time changed could not be found out; the next sweep tries again")]
    private partial void LogNotJudged(Exception failure, string subject);
}

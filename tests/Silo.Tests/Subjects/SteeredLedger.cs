using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>The real ledger behind gates that a test opens and closes, for each subject apart.</summary>
internal sealed class SteeredLedger(ISubjectLedger inner) : ISubjectLedger
{
    private readonly ConcurrentDictionary<SubjectKey, Steering> _steering = new();
    private int _tailed;

    /// <summary>How often somebody read what was appended.</summary>
    public int Tailed => Volatile.Read(ref _tailed);

    /// <summary>The ledger without gates: what another node would use.</summary>
    public ISubjectLedger Behind => inner;

    /// <summary>What stands between the caller and the ledger's pulse.</summary>
    public Func<Task> BeforePulse { get; set; } = static () => Task.CompletedTask;

    public Steering Of(SubjectKey subject) => _steering.GetOrAdd(subject, static _ => new Steering());

    public bool IsShared => inner.IsShared;

    public int BulkRows => inner.BulkRows;

    public async ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default)
    {
        var steering = Of(subject);
        await steering.BeforeRead();
        var events = await inner.Read(subject, afterVersion, cancellation);
        steering.CountRead(events.Count);
        return events;
    }

    public async ValueTask<SubjectHistory> History(SubjectKey subject, int longest, CancellationToken cancellation = default)
    {
        var steering = Of(subject);
        await steering.BeforeRead();
        var history = await inner.History(subject, longest, cancellation);
        steering.CountRead(history.Events?.Count ?? 0);
        return history;
    }

    public async ValueTask<long> LastPosition(CancellationToken cancellation = default)
    {
        await BeforePulse();
        return await inner.LastPosition(cancellation);
    }

    public async ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _tailed);
        await BeforePulse();
        return await inner.Appended(afterPosition, atMost, cancellation);
    }

    public async Task<AppendOutcome> Append(SubjectAppend append)
    {
        var steering = Of(append.Subject);
        steering.CountAppend();
        return await steering.Append(() => inner.Append(append));
    }

    /// <summary>What stands between a bulk append and the ledger, beside the gates of its subjects.</summary>
    public Func<PushStep?, Func<Task<BulkOutcome>>, Task<BulkOutcome>> AppendingMany { get; set; } = static (_, real) => real();

    /// <summary>Passes the gates of every subject in it.</summary>
    public async Task<BulkOutcome> AppendMany(ImmutableArray<SubjectAppend> appends, PushStep? step = null)
    {
        var outcome = default(BulkOutcome);
        Func<Task<AppendOutcome>> way = async () =>
        {
            outcome = await AppendingMany(step, () => inner.AppendMany(appends, step));
            return new AppendOutcome(outcome.Committed, 0);
        };
        foreach (var steering in appends.Select(append => Of(append.Subject)))
        {
            steering.CountAppend();
            var next = way;
            way = () => steering.Append(next);
        }

        await way();
        return outcome;
    }

    /// <summary>What stands between somebody who judges many subjects and their histories.</summary>
    public Func<Task> BeforeHistories { get; set; } = static () => Task.CompletedTask;

    public async ValueTask<IReadOnlyList<SubjectHistory>> Histories(IReadOnlyList<SubjectKey> subjects, int longest, CancellationToken cancellation = default)
    {
        await BeforeHistories();
        return await inner.Histories(subjects, longest, cancellation);
    }

    public async Task MirrorsDelivered(IReadOnlyCollection<PendingMirror> mirrors)
    {
        foreach (var mirror in mirrors)
        {
            await Of(mirror.Person).BeforeDelivered();
        }

        await inner.MirrorsDelivered(mirrors);
    }

    public ValueTask<IReadOnlyList<PendingMirror>> PendingMirrors(int atMost, CancellationToken cancellation = default) =>
        inner.PendingMirrors(atMost, cancellation);
}

/// <summary>What stands between one subject's grain and the ledger.</summary>
internal sealed class Steering
{
    private int _appends;
    private int _eventsRead;

    public Func<Func<Task<AppendOutcome>>, Task<AppendOutcome>> Append { get; set; } = static real => real();

    public Func<Task> BeforeRead { get; set; } = static () => Task.CompletedTask;

    public Func<Task> BeforeDelivered { get; set; } = static () => Task.CompletedTask;

    public int Appends => Volatile.Read(ref _appends);

    public int EventsRead => Volatile.Read(ref _eventsRead);

    public void CountAppend() => Interlocked.Increment(ref _appends);

    public void CountRead(int events) => Interlocked.Add(ref _eventsRead, events);

    /// <summary>The next append goes another way; those after it are left alone.</summary>
    public void NextAppend(Func<Func<Task<AppendOutcome>>, Task<AppendOutcome>> way) => Append = real =>
    {
        Append = static later => later();
        return way(real);
    };

    /// <summary>Stops the next append before the ledger until the gate is opened.</summary>
    public Gate HoldAppend()
    {
        var gate = new Gate();
        NextAppend(async real =>
        {
            await gate.Pass();
            return await real();
        });
        return gate;
    }

    /// <summary>Stops every read from here on until the gate is opened.</summary>
    public Gate HoldReads()
    {
        var gate = new Gate();
        BeforeRead = gate.Pass;
        return gate;
    }
}

/// <summary>A barrier: says when somebody stands before it, and holds them until it is opened.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Open() => _opened.SetResult();

    public Task Pass()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }
}

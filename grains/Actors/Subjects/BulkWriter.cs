using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

/// <summary>
/// Writes rows of many subjects in one transaction, without activating them: the ledger guards each subject by its version, and
/// every active grain concerned has caught up before anybody is told.
/// </summary>
internal sealed partial class BulkWriter(
    StandingStore store, BulkJudge judge, Nodes.Nodes nodes, IGrainFactory grains, ILogger<BulkWriter> logger)
{
    private const int MostAttempts = 4;

    private readonly ILogger<BulkWriter> _logger = logger;

    /// <summary>Writes an order; durable, seen by active grains and mirrored to linked persons when it returns.</summary>
    /// <returns>The batch as it was committed.</returns>
    /// <exception cref="StepRefusedException">The job has moved on or was cancelled; nothing was written.</exception>
    /// <exception cref="LedgerUnavailableException">Nothing is promised of the order; the same rows may come again.</exception>
    /// <exception cref="CommitOutcomeUnknownException">Only of an order with a step: where the job stands tells whether it was committed.</exception>
    public async Task<BulkBatch> Write(BulkOrder order, CancellationToken cancellation = default)
    {
        var batch = await Judge(order, cancellation);
        return await Finish(batch, Append(batch), cancellation);
    }

    /// <summary>Loads the subjects and judges their rows.</summary>
    public ValueTask<BulkBatch> Judge(BulkOrder order, CancellationToken cancellation = default) => judge.Judge(order, cancellation);

    /// <summary>Appends a batch as it is, once.</summary>
    public Task<BulkOutcome> Append(BulkBatch batch)
    {
        var appends = batch.Appends;
        return appends.IsEmpty && batch.Order.Step is null
            ? Task.FromResult(new BulkOutcome([], false))
            : store.Ledger.AppendMany(appends, batch.Order.Step?.Invoke(batch));
    }

    /// <summary>Sees an append to its end: subjects that were changed elsewhere are judged again, and those that keep being changed go through their grains.</summary>
    public async Task<BulkBatch> Finish(BulkBatch batch, Task<BulkOutcome> appending, CancellationToken cancellation = default)
    {
        var isInDoubt = false;
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await Outcome(appending, batch);
            if (outcome is { Committed: true })
            {
                await Settle(batch, isInDoubt);
                return batch;
            }

            if (outcome is { StepRefused: true })
            {
                throw new StepRefusedException();
            }

            isInDoubt |= outcome is null;
            batch = await JudgeAgain(batch, outcome?.Conflicts ?? [], attempt % MostAttempts == 0, cancellation);
            appending = Append(batch);
        }
    }

    /// <summary>After a commit: active grains catch up, then linked persons get their mirrors. Idempotent.</summary>
    /// <param name="isInDoubt">Also the rows that were found unchanged may have come by an attempt whose end nobody saw.</param>
    public async Task Settle(BulkBatch batch, bool isInDoubt)
    {
        var settled = isInDoubt ? [.. batch.Subjects.Where(static subject => subject.Admissions is not null)] : batch.Changed.ToList();
        await nodes.CatchUp(settled.Select(static subject => (subject.Rows.Subject, subject.Admissions!.After.Version)));
        settled.ForEach(SnapshotWhenDue);
        await Deliver([.. settled.SelectMany(static subject => subject.Admissions!.Mirrors)], batch.Order.Actor);
    }

    /// <summary>Brings mirrors to their persons, all in one transaction, and forgets the debt.</summary>
    public async Task Deliver(ImmutableArray<PendingMirror> mirrors, string actor)
    {
        if (mirrors.IsEmpty)
        {
            return;
        }

        var persons = mirrors.GroupBy(static mirror => mirror.Person, static mirror => new PushRow(mirror.Record, true)).OrderBy(static rows => rows.Key.Value, StringComparer.Ordinal);
        var batch = await Write(new BulkOrder([.. persons.Select(static rows => new SubjectRows(rows.Key, [.. rows]))], actor));
        batch.Subjects.ToList().ForEach(LogRejected);
        await store.Ledger.MirrorsDelivered(mirrors);
    }

    /// <returns>Null when the commit of an order without a step came to an unknown end: judging again finds out.</returns>
    private async Task<BulkOutcome?> Outcome(Task<BulkOutcome> appending, BulkBatch batch)
    {
        try
        {
            return await appending;
        }
        catch (CommitOutcomeUnknownException unknown) when (batch.Order.Step is null)
        {
            LogOutcomeUnknown(unknown, batch.Subjects.Length);
            return null;
        }
    }

    private async Task<BulkBatch> JudgeAgain(BulkBatch batch, ImmutableArray<SubjectKey> conflicts, bool byGrain, CancellationToken cancellation)
    {
        if (byGrain && batch.Order.WholeOrNothing)
        {
            throw new TimeoutException($"Subjects were changed elsewhere {MostAttempts} times in a row; the same rows may come again.");
        }

        return await judge.JudgeAgain(byGrain ? await ByGrain(batch, [.. conflicts]) : batch, cancellation);
    }

    private async Task<BulkBatch> ByGrain(BulkBatch batch, HashSet<SubjectKey> hot)
    {
        var subjects = batch.Subjects.ToArray();
        for (var index = 0; index < subjects.Length; index++)
        {
            if (subjects[index].Admissions is not null && hot.Contains(subjects[index].Rows.Subject))
            {
                subjects[index] = await ByGrain(subjects[index], batch.Order.Actor);
            }
        }

        return batch with { Subjects = [.. subjects] };
    }

    /// <summary>A subject under constant change elsewhere: only its own turns get its rows in. They commit before the others, so a crash in between counts them as unchanged.</summary>
    private async Task<JudgedSubject> ByGrain(JudgedSubject subject, string actor)
    {
        LogByGrain(subject.Rows.Subject.Value);
        var reply = await grains.Subject(subject.Rows.Subject).Push(new PushCommand(subject.Rows.Rows, actor));
        return subject with { Admissions = null, Results = reply.Results };
    }

    private void SnapshotWhenDue(JudgedSubject subject)
    {
        var after = subject.Admissions!.After;
        if (subject.Expected / StandingStore.SnapshotEvery != after.Version / StandingStore.SnapshotEvery)
        {
            _ = store.TrySave(after, grains.Subject(after.Key).GetGrainId());
        }
    }

    private void LogRejected(JudgedSubject person)
    {
        foreach (var (row, result) in person.Rows.Rows.Zip(person.Results))
        {
            if (result is { Outcome: RowOutcome.Rejected, Note: { } note })
            {
                LogMirrorRejected(person.Rows.Subject.Value, row.Record.Mirror?.Subject, note.Code);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "The outcome of a commit for {Subjects} subjects is unknown; judging their rows again")]
    private partial void LogOutcomeUnknown(Exception cause, int subjects);

    [LoggerMessage(1202, LogLevel.Information, "Subject {Subject} is changed again and again; its rows go through its grain")]
    private partial void LogByGrain(string subject);

    [LoggerMessage(1203, LogLevel.Warning, "Subject {Subject}: a record mirrored from {Entity} was not taken: {Reason}")]
    private partial void LogMirrorRejected(string subject, string? entity, string reason);
}

/// <summary>A job's progress was not where the step expected it: another runner has gone on, or it was cancelled. Nothing was written.</summary>
internal sealed class StepRefusedException() : Exception("The job has moved on or was cancelled.");

using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Pushes;

/// <summary>Withdraws what a full snapshot does not name, once all its rows are in.</summary>
internal sealed class SnapshotEnd(IPushLedger pushes, NewerSnapshots newer, BulkWriter bulk, PlatformClock clock)
{
    private const int PageRecords = 1_000;

    /// <summary>Whether the missing may be withdrawn: the progress to go on with, still open if so.</summary>
    public async ValueTask<PushProgress> Examine(PushJob job, PushProgress progress, CancellationToken cancellation)
    {
        if (progress.Rejected > 0)
        {
            return Ended(progress, PushState.Completed, JobFaults.SnapshotHeld(progress.Rejected));
        }

        if (await newer.Outdate(job, cancellation))
        {
            return Ended(progress, PushState.Completed, JobFaults.SnapshotOutdated);
        }

        var (usable, missing) = await pushes.CountMissing(job, cancellation);
        var most = job.Snapshot!.MostWithdrawnPercent;
        return missing * 100L > usable * (long)most
            ? Ended(progress, PushState.Failed, JobFaults.SnapshotTooMuchMissing(missing, usable, most))
            : progress with { Step = progress.Step + 1, State = PushState.Withdrawing };
    }

    /// <summary>Withdraws page by page. Doing it again finds nothing more to do.</summary>
    /// <param name="moved">Told of each step.</param>
    public async Task<PushProgress> Withdraw(PushJob job, PushProgress progress, Action moved, CancellationToken cancellation)
    {
        var after = "";
        while (await pushes.Missing(job, after, PageRecords, cancellation) is { Count: > 0 } page)
        {
            var subjects = page.GroupBy(static missing => missing.Subject, missing => Row(job, missing.Record)).Select(static rows => new SubjectRows(rows.Key, [.. rows]));
            var before = progress;
            await bulk.Write(
                new BulkOrder([.. subjects], job.Credential)
                {
                    Step = batch =>
                    {
                        progress = before with { Step = before.Step + 1, Missing = before.Missing + batch.Subjects.Sum(Withdrawn) };
                        return new PushStep(job.Id, progress, [], []);
                    },
                },
                cancellation);
            moved();
            after = page[^1].Subject.Value;
        }

        return progress;
    }

    private PushProgress Ended(PushProgress progress, PushState state, Fault fault) =>
        progress with { Step = progress.Step + 1, State = state, EndedAt = clock.GetUtcNow(), Fault = fault };

    /// <summary>The mark carries the snapshot's own instant, not the day of processing: doing it again says the same.</summary>
    private static PushRow Row(PushJob job, PublicCreditRecord record) => new(
        record with { Withdrawal = new WithdrawalMark(LegalTime.DateOf(job.AsOf), "全量文件中已无此记录") { MissingAt = job.AsOf } }, true);

    private static int Withdrawn(JudgedSubject subject) => subject.Results.Count(static row => row.Outcome == RowOutcome.Withdrawn);
}

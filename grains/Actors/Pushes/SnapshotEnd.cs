using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Pushes;

/// <summary>Withdraws what a full snapshot does not name, once all its rows are in.</summary>
internal sealed class SnapshotEnd(IPushLedger pushes, BulkWriter bulk, PlatformClock clock)
{
    private const int PageRecords = 1_000;
    private const int JobsLookedAt = 200;

    /// <summary>Whether the missing may be withdrawn: the progress to go on with, still open if so.</summary>
    public async ValueTask<PushProgress> Examine(PushJob job, PushProgress progress, CancellationToken cancellation)
    {
        if (progress.Rejected > 0)
        {
            return Ended(progress, PushState.Completed, JobFaults.SnapshotHeld(progress.Rejected));
        }

        if (await IsOutdated(job, cancellation))
        {
            return Ended(progress, PushState.Completed, JobFaults.SnapshotOutdated);
        }

        var (usable, missing) = await pushes.CountMissing(job, cancellation);
        var most = job.Snapshot!.MostWithdrawnPercent;
        return missing * 100L > usable * (long)most
            ? Ended(progress, PushState.Failed, JobFaults.SnapshotTooMuchMissing(missing, usable, most))
            : progress with { Step = progress.Step + 1, State = PushState.Withdrawing };
    }

    /// <summary>Of what the organisation's newer full snapshots, all rows of which are in, were the whole.</summary>
    public async ValueTask<IReadOnlyList<SnapshotScope>> NewerThan(PushJob job, CancellationToken cancellation) =>
        [.. (await NewerOnes(job, cancellation)).Where(IsWhole).Select(static other => other.Job.Snapshot!)];

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

    /// <summary>A newer snapshot of the same kind is in, or a newer file that repeated numbered rows.</summary>
    private async ValueTask<bool> IsOutdated(PushJob job, CancellationToken cancellation) =>
        (await NewerOnes(job, cancellation)).Any(other => other.Progress.Reaffirmed > 0 || (IsWhole(other) && other.Job.Snapshot!.HasSameScopeAs(job.Snapshot!)));

    private async ValueTask<IEnumerable<KeptPush>> NewerOnes(PushJob job, CancellationToken cancellation) =>
        (await pushes.OfOrganisation(job.Organisation, JobsLookedAt, cancellation)).Where(other => other.Job.AsOf > job.AsOf);

    private static bool IsWhole(KeptPush push) => push is { Job.Snapshot: not null, Progress: { State: PushState.Withdrawing or PushState.Completed, Fault: null } };

    /// <summary>The mark carries the snapshot's own instant, not the day of processing: doing it again says the same.</summary>
    private static PushRow Row(PushJob job, PublicCreditRecord record) => new(
        record with { Withdrawal = new WithdrawalMark(LegalTime.DateOf(job.AsOf), "全量文件中已无此记录") { MissingAt = job.AsOf } }, true);

    private static int Withdrawn(JudgedSubject subject) => subject.Results.Count(static row => row.Outcome == RowOutcome.Withdrawn);
}

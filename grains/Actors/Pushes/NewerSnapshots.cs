using CreditGate.Domain.Records;

namespace CreditGate.Actors.Pushes;

/// <summary>The full snapshots of an organisation that are newer than what it pushes: of these they were the whole, so an older row that they do not name enters nothing.</summary>
public sealed class NewerSnapshots(IPushLedger pushes)
{
    private const int JobsLookedAt = 200;

    /// <summary>What the organisation's newer full snapshots, all rows of which are in, were the whole of.</summary>
    public async ValueTask<IReadOnlyList<SnapshotScope>> Than(string organisation, DateTimeOffset asOf, CancellationToken cancellation) =>
        [.. (await Newer(organisation, asOf, cancellation)).Where(IsWhole).Select(static other => other.Job.Snapshot!)];

    public static bool Outlive(IReadOnlyList<SnapshotScope> scopes, PublicCreditRecord record) => scopes.Count > 0 && scopes.Any(scope => scope.Covers(record));

    /// <summary>A newer snapshot of the same scope is in, or a newer file that repeated numbered rows.</summary>
    internal async ValueTask<bool> Outdate(PushJob job, CancellationToken cancellation) =>
        (await Newer(job.Organisation, job.AsOf, cancellation)).Any(other => other.Progress.Reaffirmed > 0 || (IsWhole(other) && other.Job.Snapshot!.HasSameScopeAs(job.Snapshot!)));

    private async ValueTask<IEnumerable<KeptPush>> Newer(string organisation, DateTimeOffset asOf, CancellationToken cancellation) =>
        (await pushes.OfOrganisation(organisation, JobsLookedAt, cancellation)).Where(other => other.Job.AsOf > asOf);

    private static bool IsWhole(KeptPush push) => push is { Job.Snapshot: not null, Progress: { State: PushState.Withdrawing or PushState.Completed, Fault: null } };
}

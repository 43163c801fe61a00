using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Actors.Pushes;

/// <summary>Push jobs, in the ledger: their progress commits with their rows.</summary>
public interface IPushLedger
{
    /// <summary>Enters a job, unless its credential used its key before: then the job of that time is returned.</summary>
    Task<KeptPush> Enter(PushJob job);

    ValueTask<KeptPush?> Find(Guid id, CancellationToken cancellation = default);

    ValueTask<KeptPush?> Find(string credential, string key, CancellationToken cancellation = default);

    /// <summary>Jobs of an organisation, newest first.</summary>
    ValueTask<IReadOnlyList<KeptPush>> OfOrganisation(string organisation, int atMost, CancellationToken cancellation = default);

    /// <summary>Jobs not yet completed, failed or cancelled, oldest first.</summary>
    ValueTask<IReadOnlyList<KeptPush>> Open(CancellationToken cancellation = default);

    /// <summary>Moves a job on without appending anything. False when it is no longer where the step expected it.</summary>
    Task<bool> Advance(PushStep step);

    /// <summary>
    /// Takes an open job for a runner, or prolongs its hold. False when another runner holds it, an older job of its organisation is open,
    /// or it has ended; one whose cancellation was asked for waits for no older one. The hold runs out by the ledger's clock.
    /// </summary>
    /// <remarks>It keeps two nodes from the same work. That no row counts twice rests on the step alone.</remarks>
    Task<bool> Take(Guid id, string runner, TimeSpan hold);

    /// <summary>Lets a job go, so that another runner need not wait. Of a job that another runner holds, nothing.</summary>
    Task Release(Guid id, string runner);

    /// <summary>Asks a job to end. False when it has ended or does not exist.</summary>
    Task<bool> Cancel(Guid id);

    ValueTask<IReadOnlyList<PushLine>> Lines(Guid id, PushLineKind kind, int afterLine, int atMost, CancellationToken cancellation = default);

    /// <summary>How many usable records a source has in a snapshot's scope, and how many of them the job does not name.</summary>
    /// <remarks>Usable: neither withdrawn nor repaired nor removed nor past the last day of their own term. Records newer than the snapshot count as named.</remarks>
    ValueTask<(int Usable, int Missing)> CountMissing(PushJob job, CancellationToken cancellation = default);

    /// <summary>Usable records in a snapshot's scope that the job does not name, as they stand, of subjects after a key, in the order of their keys. A subject's records come all or not at all.</summary>
    /// <param name="afterSubject">Key of the last subject of the page before; "" for the first.</param>
    /// <param name="atMost">Records; more only when one subject has more.</param>
    ValueTask<IReadOnlyList<(SubjectKey Subject, PublicCreditRecord Record)>> Missing(PushJob job, string afterSubject, int atMost, CancellationToken cancellation = default);

    /// <summary>Forgets the lines and named records of ended jobs that expired. Returns the jobs, whose uploads are to be deleted; each again for 30 days, should a deletion fail.</summary>
    Task<IReadOnlyList<Guid>> Expire(DateTimeOffset now);
}

using CreditGate.Domain.Identity;

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

    /// <summary>Asks a job to end. False when it has ended or does not exist.</summary>
    Task<bool> Cancel(Guid id);

    ValueTask<IReadOnlyList<PushLine>> Lines(Guid id, PushLineKind kind, int afterLine, int atMost, CancellationToken cancellation = default);

    /// <summary>How many usable records a source has in a snapshot's scope, and how many of them the job does not name.</summary>
    ValueTask<(int Usable, int Missing)> CountMissing(PushJob job, CancellationToken cancellation = default);

    /// <summary>Subjects with records in a snapshot's scope that the job does not name, after a key, in the order of their keys.</summary>
    ValueTask<IReadOnlyList<(SubjectKey Subject, IReadOnlyList<string> Numbers)>> Missing(PushJob job, string afterSubject, int atMost, CancellationToken cancellation = default);

    /// <summary>Forgets the lines and named records of ended jobs that expired. Returns the jobs, whose uploads are to be deleted.</summary>
    Task<IReadOnlyList<Guid>> Expire(DateTimeOffset now);
}

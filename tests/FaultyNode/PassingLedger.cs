using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.FaultyNode;

/// <summary>Passes everything on; a fault overrides what it breaks.</summary>
internal abstract class PassingLedger(ISubjectLedger whole) : ISubjectLedger
{
    public bool IsShared => whole.IsShared;

    public int BulkRows => whole.BulkRows;

    public virtual ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default) =>
        whole.Read(subject, afterVersion, cancellation);

    public ValueTask<SubjectHistory> History(SubjectKey subject, int longest, CancellationToken cancellation = default) =>
        whole.History(subject, longest, cancellation);

    public ValueTask<long> LastPosition(CancellationToken cancellation = default) => whole.LastPosition(cancellation);

    public virtual ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default) =>
        whole.Appended(afterPosition, atMost, cancellation);

    public Task<AppendOutcome> Append(SubjectAppend append) => whole.Append(append);

    public Task<BulkOutcome> AppendMany(ImmutableArray<SubjectAppend> appends, PushStep? step = null) => whole.AppendMany(appends, step);

    public ValueTask<IReadOnlyList<SubjectHistory>> Histories(IReadOnlyList<SubjectKey> subjects, int longest, CancellationToken cancellation = default) =>
        whole.Histories(subjects, longest, cancellation);

    public Task MirrorsDelivered(IReadOnlyCollection<PendingMirror> mirrors) => whole.MirrorsDelivered(mirrors);

    public ValueTask<IReadOnlyList<PendingMirror>> PendingMirrors(int atMost, CancellationToken cancellation = default) => whole.PendingMirrors(atMost, cancellation);
}

using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>The real ledger, every call a step at which the process can die.</summary>
internal sealed class StoppingLedger(IRetentionLedger inner, Stops stops) : IRetentionLedger
{
    public async ValueTask<IReadOnlyList<LegalHold>> Holds(CancellationToken cancellation = default) => await stops.Through(nameof(Holds), () => inner.Holds(cancellation).AsTask());

    public Task Place(RetentionAct hold) => Through(nameof(Place), () => inner.Place(hold));

    public Task<bool> Release(RetentionAct release) => stops.Through(nameof(Release), () => inner.Release(release));

    public Task<RemovedPage> RemoveReceipts(ReceiptRemoval removal) => stops.Through(nameof(RemoveReceipts), () => inner.RemoveReceipts(removal));

    public Task Order(RetentionAct erasure) => Through(nameof(Order), () => inner.Order(erasure));

    public async ValueTask<IReadOnlyList<OrderedErasure>> Erasures(CancellationToken cancellation = default) =>
        await stops.Through(nameof(Erasures), () => inner.Erasures(cancellation).AsTask());

    public async ValueTask<long> ErasedAt(RetentionAct erasure, CancellationToken cancellation = default) =>
        await stops.Through(nameof(ErasedAt), () => inner.ErasedAt(erasure, cancellation).AsTask());

    public Task<RemovedPage> RemoveHistory(RetentionAct removal, long below, int atMost) => stops.Through(nameof(RemoveHistory), () => inner.RemoveHistory(removal, below, atMost));

    public Task<HeardPage> NextHeard(string kind, DateTimeOffset before, int atMost) => stops.Through(nameof(NextHeard), () => inner.NextHeard(kind, before, atMost));

    public async ValueTask<bool> HasReceipts(string subject, long below, CancellationToken cancellation = default) =>
        await stops.Through(nameof(HasReceipts), () => inner.HasReceipts(subject, below, cancellation).AsTask());

    public async ValueTask<IReadOnlyList<Guid>> IndexedPersons(int atMost, CancellationToken cancellation = default) =>
        await stops.Through(nameof(IndexedPersons), () => inner.IndexedPersons(atMost, cancellation).AsTask());

    public Task PassIndexed(Guid last) => Through(nameof(PassIndexed), () => inner.PassIndexed(last));

    public Task Finish(OrderedErasure erasure, DateTimeOffset at) => Through(nameof(Finish), () => inner.Finish(erasure, at));

    public ValueTask<RetentionAct?> RemovalOf(LogEntry entry, CancellationToken cancellation = default) => inner.RemovalOf(entry, cancellation);

    public ValueTask<IReadOnlyList<(long Declaration, RetentionAct Act)>> Removals(long? before, int atMost, CancellationToken cancellation = default) =>
        inner.Removals(before, atMost, cancellation);

    private Task<bool> Through(string name, Func<Task> real) => stops.Through(name, async () =>
    {
        await real();
        return true;
    });
}

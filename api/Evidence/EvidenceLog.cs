using System.Collections.Immutable;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Receipts;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Api.Evidence;

/// <summary>Proofs out of the ledger's log.</summary>
internal sealed class EvidenceLog(IEvidenceLedger ledger, IReceiptLedger receipts, RemovedReceipts removed, CheckText text)
{
    private readonly MerkleTree _tree = new(ledger);

    /// <summary>Null when there is no such row, or the ledger does not hold it yet.</summary>
    public async ValueTask<ProvenRow?> Find(ProofTarget target, CancellationToken cancellation) => target switch
    {
        { Receipt: { } id } => await Receipt(id, cancellation) is var (stored, entry)
            ? Proven(stored, entry)
            : null,
        { Feedback: { } id, Code: { } code } => await ledger.FindFeedback(id, code, cancellation) is { } row && await Receipt(id, cancellation) is var (stored, _)
            ? new ProvenRow(row.Entry, MaySee(stored), row.Salt, row.Payload)
            : null,
        { Declaration: { } number } => await ledger.FindDeclaration(number, cancellation) is { } row
            ? new ProvenRow(row.Entry, caller => new(IsFor(row, caller)), row.Salt, row.Payload)
            : null,
        { Event: { } position } => await Event(position, cancellation) is { } entry ? new ProvenRow(entry, static _ => new(true), null, null) : null,
        _ => null,
    };

    private ProvenRow Proven(StoredReceipt stored, LogEntry entry)
    {
        var receipt = RemovedContent.Is(stored.Payload) ? null : ReceiptWriter.Read(stored);
        return new ProvenRow(entry, MaySee(stored), stored.Salt, stored.Payload) { Receipt = receipt, IsVeiled = caller => receipt is not null && text.IsVeiled(receipt, caller) };
    }

    /// <summary>Of a receipt whose content is gone, the proof is left.</summary>
    private Func<Caller, ValueTask<bool>> MaySee(StoredReceipt stored) =>
        RemovedContent.Is(stored.Payload) ? caller => removed.MaySee(caller, stored) : caller => new(caller.MaySee(ReceiptWriter.Read(stored)));

    /// <summary>A reported case tells of a subject: a key that is bound to some is not shown it.</summary>
    private static bool IsFor(DeclarationRow row, Caller caller) =>
        row.Kind == nameof(Domain.Catalogues.Publishing.EditionAct) || (caller.MaySee(row.Organisation) && !caller.Limits.BoundSubjects);

    public async ValueTask<LogEntry?> Event(long position, CancellationToken cancellation) =>
        (await ledger.Events(position - 1, 1, cancellation)) is [var entry] && entry.Position == position ? entry : null;

    /// <summary>A receipt with what it is in the log; null while it is not in the ledger.</summary>
    public async ValueTask<(StoredReceipt Stored, LogEntry Entry)?> Receipt(Guid id, CancellationToken cancellation) =>
        await receipts.FindReceipt(id, cancellation) is { } stored
            ? (stored, new LogEntry(LogEntry.Receipt, 0, stored.Segment, stored.Sequence, stored.Commitment, stored.Chain))
            : null;

    public ValueTask<long?> IndexOf(LogEntry entry, CancellationToken cancellation) =>
        ledger.IndexOf(entry.Kind, entry.Group, entry.Number, cancellation);

    /// <summary>Whether the log holds this entry, as it is, at an index.</summary>
    public async ValueTask<bool> Holds(LogEntry entry, long index)
    {
        var tile = await ledger.Find(0, index / TileAt.Width);
        var at = (int)(index % TileAt.Width) * MerkleHash.Length;
        return tile?.Length >= at + MerkleHash.Length && tile.AsSpan(at, MerkleHash.Length).SequenceEqual(entry.LeafHash());
    }

    /// <summary>The checkpoint of exactly a size; without a size, the newest.</summary>
    public async ValueTask<StoredCheckpoint?> Checkpoint(long? size, CancellationToken cancellation) => size is { } exactly
        ? (await ledger.Checkpoints(exactly - 1, 1, cancellation)) is [var found] && found.Size == exactly ? found : null
        : await ledger.Newest(cancellation);

    public ValueTask<IReadOnlyList<StoredCheckpoint>> Checkpoints(long after, int atMost, CancellationToken cancellation) => ledger.Checkpoints(after, atMost, cancellation);

    public async ValueTask<ImmutableArray<string>> Inclusion(long index, long size) => Written(await _tree.Inclusion(index, size));

    public async ValueTask<ImmutableArray<string>> Consistency(long from, long to) => Written(await _tree.Consistency(from, to));

    private static ImmutableArray<string> Written(ImmutableArray<byte[]> path) => [.. path.Select(Convert.ToBase64String)];
}

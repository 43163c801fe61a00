using System.Collections.Immutable;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Actors.Evidence;

/// <summary>The log over events, receipts, feedback and declarations, kept beside them: its tiles, its checkpoints, and which rows it holds where.</summary>
public interface IEvidenceLedger : ITiles
{
    /// <summary>Null while nothing was sealed.</summary>
    ValueTask<StoredCheckpoint?> Newest(CancellationToken cancellation = default);

    /// <summary>Checkpoints of a size above one, smallest first.</summary>
    ValueTask<IReadOnlyList<StoredCheckpoint>> Checkpoints(long afterSize, int atMost, CancellationToken cancellation = default);

    /// <summary>Number of the newest entry of a kind and segment in the log; 0 when it holds none.</summary>
    ValueTask<long> LastSealed(string kind, string segment, CancellationToken cancellation = default);

    /// <summary>Events after a position, in the order of positions. None is passed by: positions become visible in their order.</summary>
    ValueTask<IReadOnlyList<LogEntry>> Events(long afterPosition, int atMost, CancellationToken cancellation = default);

    /// <summary>Segments of which the ledger holds receipts, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ReceiptSegments(CancellationToken cancellation = default);

    /// <summary>Receipts of a segment after a sequence, in the order of sequences.</summary>
    ValueTask<IReadOnlyList<LogEntry>> Receipts(string segment, long afterSequence, int atMost, CancellationToken cancellation = default);

    /// <summary>Feedback after a sequence, in the order of sequences.</summary>
    ValueTask<IReadOnlyList<LogEntry>> Feedback(long afterSequence, int atMost, CancellationToken cancellation = default);

    /// <summary>Declarations after a sequence, in the order of sequences.</summary>
    ValueTask<IReadOnlyList<LogEntry>> Declarations(long afterSequence, int atMost, CancellationToken cancellation = default);

    /// <summary>What was fed back on a receipt about one code.</summary>
    ValueTask<FeedbackRow?> FindFeedback(Guid receipt, string code, CancellationToken cancellation = default);

    ValueTask<DeclarationRow?> FindDeclaration(long sequence, CancellationToken cancellation = default);

    /// <summary>Where the log holds an entry, from 0; null when it is not sealed yet.</summary>
    ValueTask<long?> IndexOf(string kind, string segment, long number, CancellationToken cancellation = default);

    /// <summary>Enters a checkpoint with its tiles, whole or not at all; false, without effect, when the log has another size by now.</summary>
    Task<bool> Seal(Seal seal);
}

/// <param name="Note">The signed text.</param>
public sealed record StoredCheckpoint(long Size, DateTimeOffset At, string Note)
{
    /// <exception cref="InvalidDataException">The text was altered.</exception>
    public SignedCheckpoint Read() => SignedCheckpoint.Parse(Note) ?? throw new InvalidDataException($"Checkpoint {Size} of the evidence log cannot be read.");
}

/// <summary>A checkpoint about to be kept.</summary>
public sealed record Seal(SignedCheckpoint Sealed, IReadOnlyDictionary<TileAt, ImmutableArray<byte>> Tiles)
{
    public Checkpoint Checkpoint => Sealed.Checkpoint;

    /// <summary>Each run with the index of its first entry.</summary>
    public IEnumerable<(long FirstIndex, EntryRun Run)> Runs
    {
        get
        {
            var index = Checkpoint.SizeBefore;
            foreach (var run in Checkpoint.Entries)
            {
                yield return (index, run);
                index += run.Count;
            }
        }
    }
}

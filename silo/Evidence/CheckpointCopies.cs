using CreditGate.Actors.Evidence;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Silo.Evidence;

/// <summary>
/// What somebody with full rights on the database cannot change: the checkpoints in a file of a directory elsewhere, one a line,
/// and the hashes of all entries beside it, by which a row that was replaced can be named. Both are only ever appended to.
/// </summary>
internal sealed class CheckpointCopies(string directory, IEvidenceLedger ledger)
{
    public const string FileName = "checkpoints.log";

    private const int CheckpointsAtOnce = 1_000;

    private readonly string _lines = Path.Combine(directory, FileName);
    private readonly LeafFiles _leaves = new(directory);

    /// <summary>Copies what is not there yet, each checkpoint after its hashes. Returns how many checkpoints.</summary>
    /// <exception cref="OtherHistoryException">The ledger is not the one that was copied before, or was set back: nothing is written.</exception>
    public async Task<int> Copy(CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var last = await Last(cancellation);
        await EnsureSameHistory(last, cancellation);
        var (size, copied) = (last?.Size ?? 0, 0);
        while (await ledger.Checkpoints(size, CheckpointsAtOnce, cancellation) is { Count: > 0 } next)
        {
            await CopyLeaves(next[^1].Size);
            await File.AppendAllLinesAsync(_lines, next.Select(static kept => kept.Read().Line), cancellation);
            Flush();
            (size, copied) = (next[^1].Size, copied + next.Count);
        }

        return copied;
    }

    private async Task EnsureSameHistory(Checkpoint? last, CancellationToken cancellation)
    {
        if (last is null)
        {
            return;
        }

        var newest = (await ledger.Newest(cancellation))?.Read().Checkpoint;
        var isSame = newest?.Origin == last.Origin && newest.Size >= last.Size && (await new MerkleTree(ledger).Root(last.Size)).AsSpan().SequenceEqual(last.Root);
        if (!isSame)
        {
            throw new OtherHistoryException(directory, last, newest);
        }
    }

    private async Task CopyLeaves(long size)
    {
        for (var copied = _leaves.Count(); copied < size; copied = _leaves.Count())
        {
            var tile = await ledger.Find(0, copied / TileAt.Width) ?? throw new TileMissingException(0, copied / TileAt.Width, 1);
            var (from, to) = ((int)(copied % TileAt.Width), (int)Math.Min(TileAt.Width, size - (copied / TileAt.Width * TileAt.Width)));
            _leaves.Append(tile.AsSpan(from * MerkleHash.Length, (to - from) * MerkleHash.Length));
        }
    }

    /// <summary>The last whole line. One that a crash cut short is ended, and stays in the file as what it is.</summary>
    private async Task<Checkpoint?> Last(CancellationToken cancellation)
    {
        if (!File.Exists(_lines))
        {
            return null;
        }

        Checkpoint? last = null;
        await foreach (var line in File.ReadLinesAsync(_lines, cancellation))
        {
            last = SignedCheckpoint.ParseLine(line)?.Checkpoint ?? last;
        }

        EndLine();
        return last;
    }

    private void EndLine()
    {
        using var file = new FileStream(_lines, FileMode.Open, FileAccess.ReadWrite);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.Write("\n"u8);
            }
        }
    }

    private void Flush()
    {
        using var file = new FileStream(_lines, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}

/// <summary>The ledger's log does not continue the checkpoints that were copied: it was set back, replaced or rewritten.</summary>
internal sealed class OtherHistoryException(string directory, Checkpoint copied, Checkpoint? found)
    : Exception($"The ledger's log ({found?.Origin ?? "none"}, {found?.Size ?? 0} entries) does not continue the checkpoints in '{directory}' ({copied.Origin}, {copied.Size} entries). "
        + "It was restored from a backup, replaced, or changed. Examine it with the verifier; to begin anew on purpose, name another directory.");

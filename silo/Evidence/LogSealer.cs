using System.Collections.Immutable;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Nodes;
using CreditGate.Domain;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Silo.Evidence;

/// <summary>Takes rows that the ledger holds into the log and signs a checkpoint over them. Off the path of checks and pushes: they only ever write their rows.</summary>
internal sealed class LogSealer(IEvidenceLedger ledger, SigningKeys keys, PlatformClock clock) : IEvidenceSealer
{
    /// <summary>Most entries of one checkpoint.</summary>
    public const int EntriesAtOnce = 16_384;

    public Task<long> SealAll(CancellationToken cancellation) => SealAll(TimeSpan.Zero, cancellation);

    /// <summary>What the ledger holds when it begins, and some of what comes meanwhile.</summary>
    /// <param name="leftToChecks">How long it rests in all between checkpoints.</param>
    public async Task<long> SealAll(TimeSpan leftToChecks, CancellationToken cancellation)
    {
        var breather = new Breather(leftToChecks, TimeProvider.System);
        var some = await SealSome(cancellation);
        var all = some;
        while (some >= EntriesAtOnce)       // with a checkpoint that is not full all was sealed: under load there is more by then, and so for ever
        {
            await breather.Rest(cancellation);
            some = await SealSome(cancellation);
            all += some;
        }

        return all;
    }

    /// <summary>One checkpoint; 0 when nothing is new, or another node has just sealed.</summary>
    private async Task<long> SealSome(CancellationToken cancellation)
    {
        var newest = (await ledger.Newest(cancellation))?.Read().Checkpoint;
        var entries = await Unsealed(cancellation);
        if (entries.Count == 0)
        {
            return 0;
        }

        var writer = await TileWriter.At(newest?.Size ?? 0, ledger);
        entries.ForEach(entry => Add(writer, entry));
        var key = keys.Current();
        var checkpoint = new Checkpoint(
            newest?.Origin ?? Checkpoint.NewOrigin(Guid.NewGuid()), writer.Size, await new MerkleTree(writer).Root(writer.Size), clock.GetUtcNow(), key.Public.Algorithm.Name, Runs(entries));
        return await ledger.Seal(new Seal(SignedCheckpoint.Sign(checkpoint, key), writer.Touched)) ? entries.Count : 0;
    }

    /// <summary>Events by position, then receipts segment by segment, then feedback, then declarations.</summary>
    private async Task<List<LogEntry>> Unsealed(CancellationToken cancellation)
    {
        var entries = new List<LogEntry>(await ledger.Events(await ledger.LastSealed(LogEntry.Event, "", cancellation), EntriesAtOnce, cancellation));
        foreach (var segment in await ledger.ReceiptSegments(cancellation))
        {
            var room = EntriesAtOnce - entries.Count;
            if (room > 0)
            {
                entries.AddRange(await ledger.Receipts(segment, await ledger.LastSealed(LogEntry.Receipt, segment, cancellation), room, cancellation));
            }
        }

        var left = EntriesAtOnce - entries.Count;
        if (left > 0)
        {
            entries.AddRange(await ledger.Feedback(await ledger.LastSealed(LogEntry.Feedback, "", cancellation), left, cancellation));
        }

        left = EntriesAtOnce - entries.Count;
        if (left > 0)
        {
            entries.AddRange(await ledger.Declarations(await ledger.LastSealed(LogEntry.Declaration, "", cancellation), left, cancellation));
        }

        return entries;
    }

    private static void Add(TileWriter writer, LogEntry entry)
    {
        Span<byte> leaf = stackalloc byte[MerkleHash.Length];
        entry.LeafHash(leaf);
        writer.Add(leaf);
    }

    private static ImmutableArray<EntryRun> Runs(List<LogEntry> entries)
    {
        var runs = ImmutableArray.CreateBuilder<EntryRun>();
        for (int first = 0, next; first < entries.Count; first = next)
        {
            for (next = first + 1; next < entries.Count && Follows(entries[next - 1], entries[next]); next++)
            {
            }

            runs.Add(new EntryRun(entries[first].Kind, entries[first].Group, entries[first].Number, entries[next - 1].Number));
        }

        return runs.ToImmutable();
    }

    private static bool Follows(LogEntry before, LogEntry entry) => before.Kind == entry.Kind && before.Group == entry.Group && before.Number + 1 == entry.Number;
}

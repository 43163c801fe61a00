using System.Collections.Immutable;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Verify.Audit;

/// <summary>What the signed checkpoints, taken together, say that the ledger held.</summary>
/// <param name="Checkpoints">Without gaps, smallest first.</param>
internal sealed record SealedLog(ImmutableArray<Checkpoint> Checkpoints, ImmutableArray<SealedRun> Runs)
{
    public long Size => Checkpoints.IsEmpty ? 0 : Checkpoints[^1].Size;

    public static SealedLog Of(ImmutableArray<Checkpoint> checkpoints)
    {
        var runs = ImmutableArray.CreateBuilder<SealedRun>();
        var index = 0L;
        foreach (var run in checkpoints.SelectMany(static checkpoint => checkpoint.Entries))
        {
            runs.Add(new SealedRun(index, run));
            index += run.Count;
        }

        return new SealedLog(checkpoints, runs.ToImmutable());
    }

    /// <summary>The runs of one kind and segment; those of receipts and events never mix.</summary>
    public ILookup<(string Kind, string Segment), SealedRun> Groups() => Runs.ToLookup(static run => (run.Entries.Kind, run.Entries.Segment));
}

/// <param name="FirstIndex">Where the log holds the first of them, from 0.</param>
internal sealed record SealedRun(long FirstIndex, EntryRun Entries);

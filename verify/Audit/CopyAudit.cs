using System.Collections.Immutable;
using System.Globalization;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Verify.Audit;

/// <summary>Whether what was copied outside is whole itself: signed, without a gap, and with the hashes that the signatures cover.</summary>
internal sealed class CopyAudit(CopiedLog copied, IReadOnlyCollection<PublicKey> keys, Findings findings)
{
    /// <summary>What of the copies can be relied on.</summary>
    public SealedLog Log()
    {
        var checkpoints = ImmutableArray.CreateBuilder<Checkpoint>();
        foreach (var line in copied.Lines)
        {
            var before = checkpoints is [.., var last] ? last : null;
            if (Fault(line.Note, before) is { } fault)
            {
                findings.Add(new Finding(FindingKind.BadCheckpoint, LedgerTables.Copies, string.Create(CultureInfo.InvariantCulture, $"line {line.Number}"), fault));
            }
            else
            {
                checkpoints.Add(line.Note!.Checkpoint);
            }
        }

        return SealedLog.Of(checkpoints.ToImmutable());
    }

    /// <summary>How many of the copied hashes are those that were signed.</summary>
    public long SoundLeaves(SealedLog log)
    {
        var range = new CompactRange();
        foreach (var checkpoint in log.Checkpoints)
        {
            while (range.Size < checkpoint.Size && copied.Leaf(range.Size) is { } leaf)
            {
                range.Add(leaf);
            }

            if (range.Size < checkpoint.Size || !range.Root().AsSpan().SequenceEqual(checkpoint.Root))
            {
                var what = range.Size < checkpoint.Size ? "missing" : "altered";
                findings.Add(new Finding(FindingKind.BadCopy, LedgerTables.Copies, $"hashes of entries {checkpoint.SizeBefore} to {checkpoint.Size - 1}", what));
                return checkpoint.SizeBefore;
            }
        }

        return log.Size;
    }

    private string? Fault(SignedCheckpoint? note, Checkpoint? before) => note switch
    {
        null => "unreadable",
        _ when !keys.Any(note.IsSignedBy) => "signature",
        _ when before is not null && before.Origin != note.Checkpoint.Origin => "origin",
        _ when note.Checkpoint.SizeBefore != (before?.Size ?? 0) => "gap",
        _ => null,
    };
}

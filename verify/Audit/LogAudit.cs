using System.Globalization;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Verify.Audit;

/// <summary>Whether the ledger's own tables of the log are those that were copied: checkpoints, runs and tiles.</summary>
internal sealed class LogAudit(LedgerRows rows, CopiedLog copied, IReadOnlyCollection<PublicKey> keys, SealedLog log, Func<long, byte[]?> leaf, Findings findings)
{
    private long _ownSize = log.Size;

    public void Run()
    {
        AuditCheckpoints();
        AuditRuns();
        new TileAudit(rows, log.Size, _ownSize, leaf, findings).Run();
    }

    private void AuditCheckpoints()
    {
        var notes = copied.Lines.Select(static line => line.Note).OfType<SignedCheckpoint>().DistinctBy(static note => note.Checkpoint.Size)
            .ToDictionary(static note => note.Checkpoint.Size);
        var missing = log.Checkpoints.Select(static checkpoint => checkpoint.Size).ToHashSet();
        foreach (var row in rows.Checkpoints())
        {
            if (row.Size > log.Size && IsSigned(row))
            {
                _ownSize = row.Size;    // sealed after the copies were made
            }
            else if (!missing.Remove(row.Size))
            {
                findings.Add(new Finding(FindingKind.Inserted, LedgerTables.Checkpoints, Number(row.Size)));
            }
            else
            {
                var note = notes[row.Size];
                Compare(LedgerTables.Checkpoints, Number(row.Size), ("note", note.Note == row.Note), ("at", note.Checkpoint.At.UtcTicks == row.At));
            }
        }

        Lost(LedgerTables.Checkpoints, missing, log.Checkpoints.Select(static checkpoint => checkpoint.Size));
    }

    private bool IsSigned(CheckpointRow row) => SignedCheckpoint.Parse(row.Note) is { } note && note.Checkpoint.Size == row.Size && keys.Any(note.IsSignedBy);

    private void AuditRuns()
    {
        var missing = log.Runs.ToDictionary(static run => run.FirstIndex, static run => run.Entries);
        foreach (var (index, run) in rows.Runs().Where(row => row.FirstIndex < log.Size || row.FirstIndex >= _ownSize))
        {
            if (!missing.Remove(index, out var expected))
            {
                findings.Add(new Finding(FindingKind.Inserted, LedgerTables.Runs, Number(index)));
                continue;
            }

            Compare(LedgerTables.Runs, Number(index),
                ("kind", run.Kind == expected.Kind), ("segment", run.Segment == expected.Segment), ("first", run.First == expected.First), ("last", run.Last == expected.Last));
        }

        Lost(LedgerTables.Runs, missing.Keys, log.Runs.Select(static run => run.FirstIndex));
    }

    /// <summary>Those that are missing to the very end are one finding: the log was set back.</summary>
    private void Lost(string table, IReadOnlyCollection<long> missing, IEnumerable<long> all)
    {
        var tail = all.Reverse().TakeWhile(missing.Contains).ToHashSet();
        foreach (var one in missing.Where(one => !tail.Contains(one)))
        {
            findings.Add(new Finding(FindingKind.Removed, table, Number(one)));
        }

        if (tail.Count > 0)
        {
            findings.Add(new Finding(FindingKind.Truncated, table, $"{tail.Min()} to {tail.Max()}: the ledger's log ends before the copied checkpoints do"));
        }
    }

    private void Compare(string table, string row, params (string Column, bool IsAlike)[] columns)
    {
        string[] unlike = [.. columns.Where(static column => !column.IsAlike).Select(static column => column.Column)];
        if (unlike is not [])
        {
            findings.Add(new Finding(FindingKind.Altered, table, row, unlike));
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;

namespace CreditGate.Verify.Audit;

/// <summary>Tells content that was removed by an act of the log from content that somebody took away. Acts are read from the declarations, which the walk holds against the log like any row.</summary>
internal sealed class RemovalAudit(Findings findings)
{
    private readonly Dictionary<(string Kind, string Segment), List<NamedRun>> _runs = [];
    private bool _isSorted;

    /// <summary>Rows that an act of the log names.</summary>
    public long Removed { get; private set; }

    public void Note(DeclarationRow row)
    {
        if (row.Kind != RetentionKinds.Removal || !row.ExpectedCommitment().AsSpan().SequenceEqual(row.Commitment) || PayloadText.Read(row.Payload) is not { } act
            || !act.TryGetProperty("rows", out var rows) || rows.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        long? before = act.TryGetProperty("before", out _) ? act.Ticks("before") : null;
        foreach (var run in rows.EnumerateArray())
        {
            if (run.Text("kind") is { } kind && run.Text("segment") is { } segment && run.TryGetProperty("first", out var first) && run.TryGetProperty("last", out var last))
            {
                Runs(kind, segment).Add(new NamedRun(first.GetInt64(), last.GetInt64(), kind == LogEntry.Receipt ? before : null));
            }
        }
    }

    /// <param name="table">By its name in the ledger.</param>
    public void Judge(AuditedRow row, string table)
    {
        var named = Find(row.Entry);
        if (row.IsRemoved && named is null)
        {
            findings.Add(new Finding(FindingKind.ContentTaken, table, row.Name));
        }
        else if (row.IsRemoved && row.At >= named!.Before)
        {
            findings.Add(new Finding(FindingKind.ContentTaken, table, row.Name + ", younger than the act says of what it removed"));
        }
        else if (row.IsRemoved)
        {
            Removed++;
        }
        else if (named is not null)
        {
            findings.Add(new Finding(FindingKind.ContentPutBack, table, row.Name));
        }
    }

    private NamedRun? Find(LogEntry entry)
    {
        Sort();
        if (!_runs.TryGetValue((entry.Kind, entry.Group), out var runs))
        {
            return null;
        }

        var index = runs.BinarySearch(new NamedRun(entry.Number, long.MaxValue, null));
        var before = index >= 0 ? index : ~index - 1;
        return before >= 0 && runs[before].Last >= entry.Number ? runs[before] : null;
    }

    private List<NamedRun> Runs(string kind, string segment) => _runs.TryGetValue((kind, segment), out var runs) ? runs : _runs[(kind, segment)] = [];

    private void Sort()
    {
        if (!_isSorted)
        {
            _isSorted = true;
            _runs.Values.ToList().ForEach(static runs => runs.Sort());
        }
    }

    private sealed record NamedRun(long First, long Last, long? Before) : IComparable<NamedRun>
    {
        public int CompareTo(NamedRun? other) => other is null ? 1 : (First, Last).CompareTo((other.First, other.Last));
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;

namespace CreditGate.Verify.Audit;

/// <summary>Tells content that was removed by an act of the log from content that somebody took away. Acts are read from the declarations, which the walk holds against the log like any row.</summary>
internal sealed class RemovalAudit(Findings findings)
{
    private readonly Dictionary<(string Kind, string Segment), List<NamedRun>> _runs = [];
    private readonly StandingHolds _holds = new();
    private bool _isSorted;

    /// <summary>Rows that an act of the log names.</summary>
    public long Removed { get; private set; }

    /// <summary>Those of them of which nothing is left that would say whether a hold by business number covered them.</summary>
    public long Untold { get; private set; }

    /// <param name="row">A hold or a removal; in the order of the log.</param>
    public void Note(DeclarationRow row)
    {
        if (!row.ExpectedCommitment().AsSpan().SequenceEqual(row.Commitment) || Read(row.Payload) is not { } act)
        {
            return;
        }

        _holds.Note(act);
        foreach (var run in row.Kind == RetentionKinds.Removal ? act.Rows : [])
        {
            Runs(run.Kind, run.Segment).Add(new NamedRun(run.First, run.Last, act, _holds.Now));
        }
    }

    /// <param name="table">By its name in the ledger.</param>
    public void Judge(AuditedRow row, string table)
    {
        var named = Find(row.Entry);
        if (!row.IsRemoved)
        {
            if (named is not null)
            {
                findings.Add(new Finding(FindingKind.ContentPutBack, table, row.Name));
            }
        }
        else if (named is null)
        {
            findings.Add(new Finding(FindingKind.ContentTaken, table, row.Name));
        }
        else if (named.Beyond(row) is { } beyond)
        {
            findings.Add(new Finding(FindingKind.ContentTaken, table, $"{row.Name}, {beyond}"));
        }
        else if (StandingHolds.Judge(named.Holds, row) is var verdict && verdict == HoldVerdict.Covered)
        {
            findings.Add(new Finding(FindingKind.HeldRemoved, table, row.Name));
        }
        else
        {
            Removed++;
            Untold += verdict == HoldVerdict.Untold ? 1 : 0;
        }
    }

    private NamedRun? Find(LogEntry entry)
    {
        Sort();
        if (!_runs.TryGetValue((entry.Kind, entry.Group), out var runs))
        {
            return null;
        }

        var index = runs.BinarySearch(new NamedRun(entry.Number, long.MaxValue, null, []));
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

    private static RetentionAct? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, LedgerJson.Context.RetentionAct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Act">Null only to search.</param>
    /// <param name="Holds">Those that stood when it removed.</param>
    private sealed record NamedRun(long First, long Last, RetentionAct? Act, ImmutableArray<HoldScope> Holds) : IComparable<NamedRun>
    {
        public int CompareTo(NamedRun? other) => other is null ? 1 : (First, Last).CompareTo((other.First, other.Last));

        /// <summary>Why a row is none of those that the act says it removes; null when it is one.</summary>
        public string? Beyond(AuditedRow row) => row.Subject is null ? null
            : row.Entry.Kind == LogEntry.Receipt && row.At >= Act?.Before?.UtcTicks ? "younger than the act says of what it removed"
            : Act?.Ground == RemovalGround.Erasure && row.Subject != Act.Subject ? "of another subject than the act says of what it removed"
            : row.Version >= Act?.Below ? "of a later version than the act says of what it removed"
            : null;
    }
}

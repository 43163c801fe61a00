using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Verify.Audit;

/// <summary>Goes along the rows of one kind beside what the log says must stand there.</summary>
/// <param name="leaf">The sealed hash of an entry; null where it is not known.</param>
internal sealed class RowWalk(string kind, ILookup<(string Kind, string Segment), SealedRun> groups, Func<long, byte[]?> leaf, Findings findings, RemovalAudit removals, Action<long, byte[]> found)
{
    private readonly ChainEnds _ends = new();
    private readonly Displaced _displaced = new(kind, leaf, findings);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Rows after the last that was sealed.</summary>
    public long Unsealed { get; private set; }

    /// <param name="rows">By segment and number; events by position.</param>
    public void Run(IEnumerable<AuditedRow> rows)
    {
        ExpectedRows? expected = null;
        string? segment = null;
        foreach (var same in SameNumber.Group(rows))
        {
            var row = same.Count == 1 ? same[0] : Likeliest(same, expected);
            if (row.Segment != segment || expected is null)
            {
                EndGroup(expected);
                segment = row.Segment;
                _seen.Add(segment);
                expected = new ExpectedRows(segment, groups[(kind, segment)]);
            }

            Meet(row, expected);
            same.Where(other => other != row).ToList().ForEach(_displaced.Stray);
        }

        EndGroup(expected);
        foreach (var lost in groups.Where(group => group.Key.Kind == kind && !_seen.Contains(group.Key.Segment)))
        {
            EndGroup(new ExpectedRows(lost.Key.Segment, lost));
        }

        _displaced.Explain();
    }

    /// <summary>Of rows that claim one place, that which was sealed there.</summary>
    private AuditedRow Likeliest(IReadOnlyList<AuditedRow> same, ExpectedRows? expected)
    {
        var hash = expected?.IndexOf(same[0].Entry.Number) is { } index ? leaf(index) : null;
        return same.OrderByDescending(row => hash is not null && row.Entry.LeafHash().AsSpan().SequenceEqual(hash)).ThenByDescending(static row => row.IsBorneOut).First();
    }

    private void Meet(AuditedRow row, ExpectedRows expected)
    {
        var isAfterGap = false;
        while (expected.Current is { } next && next.Number < row.Entry.Number)
        {
            _displaced.Missing(next, expected.Segment);
            expected.Advance();
            isAfterGap = true;
        }

        if (expected.Current is { } place && place.Number == row.Entry.Number)
        {
            Compare(row, place, isAfterGap);
            expected.Advance();
        }
        else if (row.Entry.Number > expected.LastSealed)
        {
            MeetUnsealed(row);
        }
        else
        {
            _displaced.Stray(row);
        }
    }

    private void Compare(AuditedRow row, Place place, bool isAfterGap)
    {
        var entry = row.Entry;
        found(place.Index, entry.LeafHash());
        if (leaf(place.Index) is { } hash && !entry.LeafHash().AsSpan().SequenceEqual(hash))
        {
            NotTheSealedOne(row, place, hash);
            return;
        }

        JudgeContent(row);

        if (!_ends.Follows(entry) && !(isAfterGap && !_ends.Knows(entry.Segment)))
        {
            Altered(row, "chain");
            _ends.Take(entry with { Chain = _ends.Next(entry.Segment, entry.Commitment) });
        }
        else
        {
            _ends.Take(entry);
        }
    }

    private void JudgeContent(AuditedRow row)
    {
        if (!row.IsBorneOut)
        {
            Altered(row, row.Columns());
        }
        else
        {
            removals.Judge(row, LedgerTables.Of(kind));
        }
    }

    private void NotTheSealedOne(AuditedRow row, Place place, byte[] hash)
    {
        var mended = Mended(row).FirstOrDefault(one => one.Entry.LeafHash().AsSpan().SequenceEqual(hash));
        if (mended.Column is { } column)
        {
            Altered(row, column);
            _ends.Take(mended.Entry);
        }
        else
        {
            _displaced.Wrong(row, place);
            _ends.Lose(row.Entry);
        }
    }

    /// <summary>The row as it would be if one column of its place had been altered.</summary>
    private IEnumerable<(string? Column, LogEntry Entry)> Mended(AuditedRow row)
    {
        var entry = row.Entry;
        yield return ("commitment", entry with { Commitment = row.Expected });
        yield return ("sequence", entry with { Sequence = _ends.NextSequence(entry.Segment) });
        foreach (var segment in kind != LogEntry.Receipt ? _ends.Segments : [])
        {
            yield return ("segment", entry with { Segment = segment });
        }
    }

    private void Altered(AuditedRow row, params string[] columns) => findings.Add(new Finding(FindingKind.Altered, LedgerTables.Of(kind), row.Name, columns));

    private void MeetUnsealed(AuditedRow row)
    {
        Unsealed++;
        JudgeContent(row);

        if (!_ends.Follows(row.Entry))
        {
            _displaced.Stray(row);
            return;     // what follows in its segment follows the row before it
        }

        _ends.Take(row.Entry);
    }

    private void EndGroup(ExpectedRows? expected)
    {
        if (expected?.Current is { } first)
        {
            _displaced.Cut(first, expected);
        }
    }
}

namespace CreditGate.Verify.Audit;

/// <summary>Rows that claim one place. The schema of PostgreSQL does not keep two from doing so.</summary>
internal static class SameNumber
{
    public static IEnumerable<IReadOnlyList<AuditedRow>> Group(IEnumerable<AuditedRow> rows)
    {
        var same = new List<AuditedRow>(1);
        foreach (var row in rows)
        {
            if (same is [var first, ..] && (first.Segment != row.Segment || first.Entry.Number != row.Entry.Number))
            {
                yield return same;
                same = new List<AuditedRow>(1);
            }

            same.Add(row);
        }

        if (same.Count > 0)
        {
            yield return same;
        }
    }
}

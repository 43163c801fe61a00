using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>Which column of an event was altered: that with whose likely value the commitment holds again.</summary>
internal static class EventColumns
{
    private const int VersionsTried = 10_000;

    /// <summary>More than one where only that much can be told.</summary>
    public static string[] Altered(EventRow row)
    {
        var unlike = Unlike(row);
        if (!RowForm.CoversWholeRow(row.Segment))
        {
            return unlike is [] ? ["payload", "salt", "commitment"] : unlike;
        }

        if (unlike is not [])
        {
            return unlike;
        }

        return Enumerable.Range(1, VersionsTried).Any(version => (row with { Version = version }).ExpectedCommitment().AsSpan().SequenceEqual(row.Commitment))
            ? ["version"]
            : ["subject", "payload", "salt"];
    }

    /// <summary>Columns that say something else than the payload.</summary>
    public static string[] Unlike(EventRow row)
    {
        if (PayloadText.Read(row.Payload) is not { } payload)
        {
            return ["payload"];
        }

        var unlike = new List<string>();
        Compare("kind", payload.Text("event") == row.Kind);
        Compare("actor", payload.Text("actor") == row.Actor);
        Compare("at", payload.Ticks("at") == row.At);
        return [.. unlike];

        void Compare(string column, bool isAlike)
        {
            if (!isAlike)
            {
                unlike.Add(column);
            }
        }
    }
}

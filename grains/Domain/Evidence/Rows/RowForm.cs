namespace CreditGate.Domain.Evidence.Rows;

/// <summary>What a row's commitment covers. It is said by the name of the row's segment, which the chain itself is bound to: no row can be passed off as of an older form.</summary>
public static class RowForm
{
    /// <summary>Begins the names of segments whose commitments cover every column.</summary>
    public const string WholeRowPrefix = "c2-";

    /// <summary>As the other, of receipts whose business number has a digest of its own in the commitment.</summary>
    public const string NumberApartPrefix = "c3-";

    /// <summary>False for segments of the first form, whose commitments cover salt and payload alone.</summary>
    public static bool CoversWholeRow(string segment) => segment.StartsWith(WholeRowPrefix, StringComparison.Ordinal) || HasNumberApart(segment);

    public static bool HasNumberApart(string segment) => segment.StartsWith(NumberApartPrefix, StringComparison.Ordinal);
}

namespace CreditGate.Domain.Records;

/// <summary>
/// The place of a row among the revisions of its record. Rows with a number order by it;
/// rows without one order by their file's declared instant, then by line. A numbered row is newer than any unnumbered one.
/// </summary>
/// <param name="Number">The source's own revision number, from 1; null when it keeps none.</param>
/// <param name="AsOf">The instant for which the file was declared true.</param>
/// <param name="Line">Line of the row in its file, from 1.</param>
public sealed record Revision(long? Number, DateTimeOffset AsOf, int Line) : IComparable<Revision>
{
    public int CompareTo(Revision? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byNumber = (Number ?? 0).CompareTo(other.Number ?? 0);
        if (byNumber != 0 || Number is not null)
        {
            return byNumber;
        }

        var byInstant = AsOf.CompareTo(other.AsOf);
        return byInstant != 0 ? byInstant : Line.CompareTo(other.Line);
    }
}

using System.Text.Json.Serialization;

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
    // long.MinValue for null: a nullable takes twice the place, and every record has a revision.
    private readonly long _number = Number ?? long.MinValue;

    /// <summary>The source's own revision number, from 1; null when it keeps none.</summary>
    [JsonPropertyOrder(-1)]
    public long? Number { get => _number == long.MinValue ? null : _number; init => _number = value ?? long.MinValue; }

    /// <summary>How often cases changed the marks of the record: among equal revisions of the source, the one marked later is newer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Marks { get; init; }

    public Revision Marked() => this with { Marks = Marks + 1 };

    public int CompareTo(Revision? other) => CompareToSource(other) is var bySource and not 0 ? bySource : Marks.CompareTo(other!.Marks);

    /// <summary>The order in which the source reported, whatever cases did.</summary>
    public int CompareToSource(Revision? other)
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

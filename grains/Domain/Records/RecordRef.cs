namespace CreditGate.Domain.Records;

/// <summary>Names one record of one subject: the natural key without the subject.</summary>
/// <param name="Source">Organisation code of the unit that provided the record; only it may change the record (INV-10).</param>
/// <param name="Number">Decision or document number, as the source writes it.</param>
/// <param name="List">List code of a list entry, since one decision may enter a subject on several lists.</param>
/// <param name="Via">For a record mirrored to a linked person: key of the subject whose record it is.</param>
public sealed record RecordRef(string Source, RecordKind Kind, string Number, string? List = null, string? Via = null) : IComparable<RecordRef>
{
    public int CompareTo(RecordRef? other) => other is null ? 1 : CompareOrdinals(other);

    private int CompareOrdinals(RecordRef other)
    {
        var byKind = Kind.CompareTo(other.Kind);
        if (byKind != 0)
        {
            return byKind;
        }

        var bySource = string.CompareOrdinal(Source, other.Source);
        if (bySource != 0)
        {
            return bySource;
        }

        var byNumber = string.CompareOrdinal(Number, other.Number);
        if (byNumber != 0)
        {
            return byNumber;
        }

        var byList = string.CompareOrdinal(List, other.List);
        return byList != 0 ? byList : string.CompareOrdinal(Via, other.Via);
    }
}

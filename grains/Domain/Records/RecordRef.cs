namespace CreditGate.Domain.Records;

/// <summary>Names one record of one subject: the natural key without the subject.</summary>
/// <param name="Source">Organisation code of the unit that provided the record; only it may change the record (INV-10).</param>
/// <param name="Number">Decision or document number, as the source writes it.</param>
/// <param name="List">List code of a list entry, since one decision may enter a subject on several lists.</param>
/// <param name="Via">For a record mirrored to a linked person: key of the subject whose record it is.</param>
public sealed record RecordRef(string Source, RecordKind Kind, string Number, string? List = null, string? Via = null) : IComparable<RecordRef>
{
    public int CompareTo(RecordRef? other) => other is null ? 1 : Compare(Kind, Source, Number, List, Via, other.Kind, other.Source, other.Number, other.List, other.Via);

    /// <summary>Compares the ref of a record without making it: standings look for records at every turn.</summary>
    internal static int Compare(PublicCreditRecord record, RecordRef other) =>
        Compare(
            record.Kind, record.Source, record.Number, (record as ListEntryRecord)?.List, record.Mirror?.Subject,
            other.Kind, other.Source, other.Number, other.List, other.Via);

    /// <summary>Compares the refs of two records without making them.</summary>
    internal static int Compare(PublicCreditRecord record, PublicCreditRecord other) =>
        Compare(
            record.Kind, record.Source, record.Number, (record as ListEntryRecord)?.List, record.Mirror?.Subject,
            other.Kind, other.Source, other.Number, (other as ListEntryRecord)?.List, other.Mirror?.Subject);

    private static int Compare(
        RecordKind kind, string source, string number, string? list, string? via, RecordKind otherKind, string otherSource, string otherNumber, string? otherList, string? otherVia)
    {
        if (kind != otherKind)
        {
            return kind < otherKind ? -1 : 1;
        }

        var bySource = string.CompareOrdinal(source, otherSource);
        if (bySource != 0)
        {
            return bySource;
        }

        var byNumber = string.CompareOrdinal(number, otherNumber);
        if (byNumber != 0)
        {
            return byNumber;
        }

        var byList = string.CompareOrdinal(list, otherList);
        return byList != 0 ? byList : string.CompareOrdinal(via, otherVia);
    }
}

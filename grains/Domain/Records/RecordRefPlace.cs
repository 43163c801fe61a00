namespace CreditGate.Domain.Records;

/// <summary>Where a record keeps its ref once somebody asked: every line that names the record then names the same one. No part of what the record says, so all of these are equal. Thread-safe.</summary>
internal struct RecordRefPlace : IEquatable<RecordRefPlace>
{
    private RecordRef? _known;

    /// <summary>The ref of a record; a copy that is another record gets one of its own.</summary>
    public RecordRef Of(PublicCreditRecord record)
    {
        if (Volatile.Read(ref _known) is { } known && RecordRef.Compare(record, known) == 0)
        {
            return known;
        }

        var made = new RecordRef(record.Source, record.Kind, record.Number, (record as ListEntryRecord)?.List, record.Mirror?.Subject);
        Volatile.Write(ref _known, made);
        return made;
    }

    public readonly bool Equals(RecordRefPlace other) => true;

    public override readonly bool Equals(object? obj) => obj is RecordRefPlace;

    public override readonly int GetHashCode() => 0;
}

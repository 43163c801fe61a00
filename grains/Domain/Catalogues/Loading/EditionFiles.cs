using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>One edition's entry and the files it uses, read but not yet checked against each other.</summary>
internal sealed record EditionFiles(
    EditionEntry Entry,
    DataFile<MeasuresFile> Measures,
    DataFile<IncentivesFile> Incentives,
    DataFile<ListsFile> Lists,
    DataFile<MattersFile> Matters,
    DataFile<RulesFile> Rules,
    DataFile<PublicityFile> Publicity,
    DataFile<SeverityFile> Severity,
    DataFile<DepartmentsFile> Departments,
    ImmutableArray<DataFile<CalendarFile>> Calendars)
{
    /// <summary>The bytes behind the edition, in the order of the digest. Append new rooms only: the order is part of every stored digest.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Bytes =>
    [
        Measures.Bytes, Incentives.Bytes, Lists.Bytes, Matters.Bytes, Rules.Bytes,
        Publicity.Bytes, Severity.Bytes, Departments.Bytes, .. Calendars.Select(calendar => calendar.Bytes),
    ];

    /// <summary>Whether both rest on the very same files, so that they differ in their entries alone.</summary>
    public bool SharesFilesWith(EditionFiles other) =>
        this with { Entry = other.Entry, Calendars = other.Calendars } == other && Calendars.SequenceEqual(other.Calendars);
}

using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <param name="Calendars">Calendar files of the editions that name none of their own.</param>
internal sealed record EditionsFile(ImmutableArray<string> Calendars, ImmutableArray<EditionEntry> Editions)
{
    public static EditionsFile Read(JsonEntry file) => new(file.Strings("calendars"), file.Each("editions", EditionEntry.Read));
}

/// <param name="From">First day in force.</param>
/// <param name="Until">First day no longer in force; null for the last edition.</param>
/// <param name="Publicity">Id of the regime in the publicity file.</param>
/// <param name="Files">The edition's own files.</param>
/// <param name="Bytes">The entry as the file writes it, for the digest.</param>
internal sealed record EditionEntry(
    string Id,
    LocalText Name,
    DateOnly From,
    DateOnly? Until,
    string Publicity,
    FileNames Files,
    ReadOnlyMemory<byte> Bytes)
{
    public static EditionEntry Read(JsonEntry entry) => new(
        entry.String("id"),
        entry.Text("name"),
        entry.Date("from"),
        entry.OptionalDate("until"),
        entry.String("publicity"),
        entry.OptionalChild("files", FileNames.Read) ?? FileNames.Shared,
        entry.Bytes);
}

/// <summary>File names by room of the catalogue; a room that the edition leaves out uses the file that all editions share.</summary>
/// <param name="Calendars">Null for the shared ones.</param>
internal sealed record FileNames(
    string Measures,
    string Incentives,
    string Lists,
    string Matters,
    string Rules,
    string Publicity,
    string Severity,
    string Departments,
    ImmutableArray<string>? Calendars)
{
    public static FileNames Shared { get; } = new(
        "measures.json", "incentives.json", "lists.json", "matters.json", "rules.json", "publicity.json", "severity.json", "departments.json", null);

    public static FileNames Read(JsonEntry entry) => new(
        entry.OptionalString("measures") ?? Shared.Measures,
        entry.OptionalString("incentives") ?? Shared.Incentives,
        entry.OptionalString("lists") ?? Shared.Lists,
        entry.OptionalString("matters") ?? Shared.Matters,
        entry.OptionalString("rules") ?? Shared.Rules,
        entry.OptionalString("publicity") ?? Shared.Publicity,
        entry.OptionalString("severity") ?? Shared.Severity,
        entry.OptionalString("departments") ?? Shared.Departments,
        entry.OptionalStrings("calendars"));
}

using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <param name="Calendars">Calendar files of the editions that name none of their own.</param>
internal sealed record EditionsFile(ImmutableArray<string> Calendars, ImmutableArray<EditionEntry> Editions);

/// <param name="From">First day in force.</param>
/// <param name="Until">First day no longer in force; null for the last edition.</param>
/// <param name="Publicity">Id of the regime in the publicity file.</param>
/// <param name="Files">The edition's own files; a room left out uses the shared file of its name.</param>
internal sealed record EditionEntry(
    string Id,
    LocalText Name,
    DateOnly From,
    DateOnly? Until,
    string Publicity,
    FileNames? Files = null);

/// <summary>File names by room of the catalogue.</summary>
internal sealed record FileNames(
    string Measures = "measures.json",
    string Incentives = "incentives.json",
    string Lists = "lists.json",
    string Matters = "matters.json",
    string Rules = "rules.json",
    string Publicity = "publicity.json",
    string Severity = "severity.json",
    string Departments = "departments.json",
    ImmutableArray<string>? Calendars = null);

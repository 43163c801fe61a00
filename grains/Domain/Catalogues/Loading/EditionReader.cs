using System.Collections.Immutable;
using CreditGate.Domain.Catalogues.Loading.Checks;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Reads the editions and the files they name, has them checked, and builds them.</summary>
internal sealed class EditionReader(FileReader reader)
{
    private const string EditionsFileName = "editions.json";

    /// <exception cref="CatalogueException">Lists every fault of every file.</exception>
    public ImmutableArray<Edition> ReadAll()
    {
        var editions = reader.Read(EditionsFileName, EditionsFile.Read);
        var complete = editions is null ? [] : editions.Content.Editions
            .Select(entry => FilesOf(entry, editions.Content.Calendars))
            .OfType<EditionFiles>()
            .ToImmutableArray();

        if (editions is not null)
        {
            reader.Faults.AddRange(EditionChecks.Run(editions));
            reader.Faults.AddRange(CatalogueChecks.Run(complete));
        }

        reader.ThrowIfFaulty();
        return EditionBuilder.BuildAll(complete);
    }

    // Reads all rooms before it gives up, so that one round reports the faults of every file.
    private EditionFiles? FilesOf(EditionEntry entry, ImmutableArray<string> sharedCalendars)
    {
        var names = entry.Files;
        var measures = reader.Read(names.Measures, MeasuresFile.Read);
        var incentives = reader.Read(names.Incentives, IncentivesFile.Read);
        var lists = reader.Read(names.Lists, ListsFile.Read);
        var matters = reader.Read(names.Matters, MattersFile.Read);
        var rules = reader.Read(names.Rules, RulesFile.Read);
        var publicity = reader.Read(names.Publicity, PublicityFile.Read);
        var severity = reader.Read(names.Severity, SeverityFile.Read);
        var departments = reader.Read(names.Departments, DepartmentsFile.Read);
        var calendarNames = names.Calendars ?? sharedCalendars;
        var calendars = calendarNames.Select(name => reader.Read(name, CalendarFile.Read)).OfType<DataFile<CalendarFile>>().ToImmutableArray();

        return measures is not null && incentives is not null && lists is not null && matters is not null && rules is not null
            && publicity is not null && severity is not null && departments is not null && calendars.Length == calendarNames.Length
            ? new EditionFiles(entry, measures, incentives, lists, matters, rules, publicity, severity, departments, calendars)
            : null;
    }
}

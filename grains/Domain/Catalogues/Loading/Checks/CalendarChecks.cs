namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>A year's notice speaks of that year, and only weekend days are worked in exchange.</summary>
internal static class CalendarChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files) =>
    [
        .. files.Calendars.GroupBy(calendar => calendar.Content.Year)
            .Where(year => year.Count() > 1)
            .Select(year => year.Last().Fault($"{year.Key}", "The year has more than one calendar.", "Name one file for it in editions.json.")),
        .. files.Calendars.SelectMany(Days),
    ];

    private static IEnumerable<CatalogueFault> Days(DataFile<CalendarFile> file)
    {
        var calendar = file.Content;
        return
        [
            .. calendar.Holidays.Concat(calendar.Workdays)
                .Where(day => day.Year != calendar.Year)
                .Select(day => file.Fault($"{day:O}", $"The day lies outside {calendar.Year}.", "Put it into the file of its year.")),
            .. calendar.Workdays
                .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Select(day => file.Fault($"{day:O}", $"The workday is a {day.DayOfWeek}.", "List only weekend days that are worked in exchange.")),
            .. calendar.Holidays.Intersect(calendar.Workdays)
                .Select(day => file.Fault($"{day:O}", "The day is both a holiday and a workday.", "Decide by the notice.")),
        ];
    }
}

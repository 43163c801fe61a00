namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>A year's notice speaks of that year, and only weekend days are worked in exchange.</summary>
internal static class CalendarChecks
{
    private const string Weekdays = "日一二三四五六";

    public static IEnumerable<CatalogueFault> Run(EditionFiles files) =>
    [
        .. files.Calendars.GroupBy(calendar => calendar.Content.Year)
            .Where(year => year.Count() > 1)
            .Select(year => year.Last().Fault(
                $"{year.Key}",
                new("该年有不止一份日历。", "The year has more than one calendar."),
                new("请在 editions.json 中只为该年指一个文件。", "Name one file for it in editions.json."))),
        .. files.Calendars.SelectMany(Days),
    ];

    private static IEnumerable<CatalogueFault> Days(DataFile<CalendarFile> file)
    {
        var calendar = file.Content;
        return
        [
            .. calendar.Holidays.Concat(calendar.Workdays)
                .Where(day => day.Year != calendar.Year)
                .Select(day => file.Fault(
                    $"{day:O}",
                    new($"该日不在 {calendar.Year} 年内。", $"The day lies outside {calendar.Year}."),
                    new("请写入其所属年份的文件。", "Put it into the file of its year."))),
            .. calendar.Workdays
                .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Select(day => file.Fault(
                    $"{day:O}",
                    new($"调休上班日是星期{Weekdays[(int)day.DayOfWeek]}。", $"The workday is a {day.DayOfWeek}."),
                    new("只列调休上班的周末日。", "List only weekend days that are worked in exchange."))),
            .. calendar.Holidays.Intersect(calendar.Workdays)
                .Select(day => file.Fault(
                    $"{day:O}",
                    new("该日既是假日又是上班日。", "The day is both a holiday and a workday."),
                    new("请按放假通知确定。", "Decide by the notice."))),
        ];
    }
}

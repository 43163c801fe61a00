using System.Globalization;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class OfficialCalendarTests
{
    private static readonly WorkingCalendar Calendar = CatalogueLoader.Load().Editions[^1].Calendar;

    [Theory]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-13", 2, "2026-02-24")]
    [InlineData("2026-02-24", 4, "2026-02-28")]
    [InlineData("2025-09-30", 1, "2025-10-09")]
    [InlineData("2025-09-26", 1, "2025-09-28")]
    [InlineData("2025-10-09", 2, "2025-10-11")]
    [InlineData("2024-02-09", 1, "2024-02-18")]
    [InlineData("2025-12-31", 1, "2026-01-04")]
    public void AddWorkingDays_FollowsTheNotices(string from, int count, string expected) =>
        Assert.Equal(Day(expected), Calendar.AddWorkingDays(Day(from), count));

    // The yearly total is published independently of the day lists, so a day that is missing or too many shows here.
    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void IsWorkingDay_CountsTheYearsWorkingDays(int year, int expected)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays);

        Assert.Equal(expected, days.Count(Calendar.IsWorkingDay));
    }

    [Theory]
    [InlineData("2024-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    [InlineData("2023-12-31", false)]
    public void Covers_OnlyYearsWithANotice(string day, bool covered) => Assert.Equal(covered, Calendar.Covers(Day(day)));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

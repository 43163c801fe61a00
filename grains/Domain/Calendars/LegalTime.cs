namespace CreditGate.Domain.Calendars;

/// <summary>Legal days are dates of China Standard Time, UTC+8, without daylight saving since 1992.</summary>
public static class LegalTime
{
    public static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>Whether an instant has a legal day: the last eight hours of the year 9999 have none.</summary>
    public static bool Covers(DateTimeOffset instant) => instant.UtcDateTime <= DateTime.MaxValue - ChinaStandardTime;

    /// <summary>The legal day that an instant falls on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant has no legal day: see <see cref="Covers"/>.</exception>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ChinaStandardTime).DateTime);

    /// <summary>00:00 of a legal day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), ChinaStandardTime);

    /// <summary>The first instant after a legal day; a term whose last day is <paramref name="lastDay"/> is over from here.</summary>
    public static DateTimeOffset EndOf(DateOnly lastDay) =>
        lastDay == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(lastDay.AddDays(1));
}

using System.Collections.Frozen;

namespace CreditGate.Domain.Calendars;

/// <summary>Working days by the State Council's yearly notices. Years without a notice count weekends only, and say so.</summary>
/// <param name="Years">Years for which a notice is loaded.</param>
/// <param name="Holidays">Weekdays that are days off.</param>
/// <param name="Workdays">Weekend days that are worked in exchange.</param>
public sealed record WorkingCalendar(FrozenSet<int> Years, FrozenSet<DateOnly> Holidays, FrozenSet<DateOnly> Workdays)
{
    public bool Covers(DateOnly day) => Years.Contains(day.Year);

    public bool IsWorkingDay(DateOnly day) =>
        Workdays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day));

    /// <summary>The day that is <paramref name="count"/> working days after <paramref name="day"/>; the first day is not counted.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                count--;
            }
        }

        return day;
    }
}

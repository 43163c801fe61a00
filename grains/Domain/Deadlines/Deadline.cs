using CreditGate.Domain.Calendars;

namespace CreditGate.Domain.Deadlines;

/// <summary>The last days of terms. The first day is never counted (Civil Code art. 201).</summary>
public static class Deadline
{
    /// <summary>Last day of a term, inclusive. Calendar days that end on a day off end on the next working day (Civil Code art. 203).</summary>
    public static DateOnly LastDay(DateOnly from, TermLength length, WorkingCalendar calendar)
    {
        if (length.Unit == TermUnit.WorkingDays)
        {
            return calendar.AddWorkingDays(from, length.Count);
        }

        var last = from.AddDays(length.Count);
        return calendar.IsWorkingDay(last) ? last : calendar.AddWorkingDays(last, 1);
    }
}

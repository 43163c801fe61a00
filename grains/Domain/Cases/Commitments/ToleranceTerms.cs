using CreditGate.Domain.Calendars;
using CreditGate.Domain.Deadlines;

namespace CreditGate.Domain.Cases.Commitments;

/// <summary>The deadline of a promise: the promised day itself, at most the longest that the platform takes.</summary>
internal static class ToleranceTerms
{
    public const string Promise = "T09";

    /// <summary>The department is reminded so many working days before the last one (own: the plan names none).</summary>
    private const int ReminderDays = 3;

    /// <summary>The last day that may be promised.</summary>
    public static DateOnly Longest(CaseContext context) => Deadline.LastDay(context.Today, context.Terms[Promise].At(context.Level).Limit, context.Edition.Calendar);

    public static CaseDeadline Of(DateOnly promised, CaseContext context)
    {
        var reminder = Before(promised, context.Edition.Calendar);
        return new CaseDeadline(Promise, context.Today, reminder > context.Today ? reminder : null, promised) { IsFixed = true };
    }

    private static DateOnly Before(DateOnly day, WorkingCalendar calendar)
    {
        for (var left = ReminderDays; left > 0;)
        {
            day = day.AddDays(-1);
            left -= calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }
}

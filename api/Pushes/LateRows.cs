using System.Runtime.CompilerServices;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Api.Pushes;

/// <summary>A permit or penalty that came later than seven working days after its decision.</summary>
/// <param name="Number">Of the decision.</param>
/// <param name="DueOn">Last legal day on which it would have been in time.</param>
/// <param name="WorkingDaysLate">Working days after that day, up to and with the day on which the push was accepted.</param>
internal sealed record LateRow(int Line, string Number, DateOnly DecidedOn, DateOnly DueOn, int WorkingDaysLate);

internal sealed class LateRows(PushLines lines, Catalogue catalogue)
{
    public async IAsyncEnumerable<LateRow> Of(PushJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var calendar = catalogue.At(job.AcceptedAt).Calendar;
        var accepted = LegalTime.DateOf(job.AcceptedAt);
        var known = new Dictionary<DateOnly, int>();
        await foreach (var (line, late) in lines.Late(job.Id, cancellation))
        {
            if (!known.TryGetValue(late.DueOn, out var days))
            {
                known[late.DueOn] = days = WorkingDays(calendar, late.DueOn, accepted);
            }

            yield return new LateRow(line, late.Number, late.DecidedOn, late.DueOn, days);
        }
    }

    private static int WorkingDays(WorkingCalendar calendar, DateOnly after, DateOnly upTo) =>
        Enumerable.Range(1, Math.Max(0, upTo.DayNumber - after.DayNumber)).Count(offset => calendar.IsWorkingDay(after.AddDays(offset)));
}

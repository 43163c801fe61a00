using System.Text.Json.Serialization;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Deadlines;

namespace CreditGate.Domain.Cases;

/// <summary>A term that runs in a case. It is told of twice at most: when the internal target passes, and when the limit does.</summary>
/// <param name="Term">Code of the term, such as T01.</param>
/// <param name="From">The day it counts from, not itself counted.</param>
/// <param name="TargetOn">Last day of the internal target, inclusive; null when there is none.</param>
/// <param name="DueOn">Last day of the limit, inclusive.</param>
public sealed record CaseDeadline(string Term, DateOnly From, DateOnly? TargetOn, DateOnly DueOn)
{
    public bool TargetTold { get; init; }

    public bool DueTold { get; init; }

    /// <summary>The limit was put off once.</summary>
    public bool IsExtended { get; init; }

    /// <summary>The last day itself was set, and no calendar moves it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFixed { get; init; }

    /// <summary>The step that it was set for was taken.</summary>
    public bool IsMet { get; init; }

    [JsonIgnore]
    public DateTimeOffset? TellAt => IsMet || DueTold ? null : LegalTime.EndOf(TargetOn is { } target && !TargetTold ? target : DueOn);

    public static CaseDeadline Of(string term, DateOnly from, CaseContext context)
    {
        var level = context.Terms[term].At(context.Level);
        return new CaseDeadline(
            term, from, level.Target is { } target ? Deadline.LastDay(from, target, context.Edition.Calendar) : null, Deadline.LastDay(from, level.Limit, context.Edition.Calendar));
    }

    /// <summary>The same term by the calendar as it is now known: a notice may move working days. What was told stays told.</summary>
    public CaseDeadline By(CaseContext context)
    {
        if (IsFixed)
        {
            return this;
        }

        var fresh = Of(Term, From, context);
        return this with { TargetOn = fresh.TargetOn, DueOn = IsExtended ? fresh.Extended(context).DueOn : fresh.DueOn };
    }

    /// <exception cref="InvalidOperationException">The term knows no extension.</exception>
    public CaseDeadline Extended(CaseContext context)
    {
        var extension = context.Terms[Term].At(context.Level).Extension ?? throw new InvalidOperationException($"Term {Term} knows no extension.");
        return this with { DueOn = Deadline.LastDay(DueOn, extension, context.Edition.Calendar), IsExtended = true };
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Feedback;

/// <summary>What a department's word led to.</summary>
/// <param name="Task">As it stands afterwards; as it was, when refused or unchanged.</param>
/// <param name="Entered">What is new; empty when everything was said before.</param>
public sealed record FeedbackOutcome(CheckTask Task, ImmutableArray<GivenFeedback> Entered, Fault? Refusal);

/// <summary>The one place where the feedback on answers is judged: no clock, no storage.</summary>
public static class CheckDesk
{
    /// <summary>Feedback is due so many days after the answer.</summary>
    public const string FeedbackTerm = "T10";

    public static readonly Fault GivenDifferently = new("feedback-given", new(
        "该项已有不同内容的反馈；反馈留存备查，不得改写。情况有变的，请重新查询并对新的凭证反馈。",
        "This was fed back before with other content, and feedback is kept as evidence. If things have changed, check again and feed back on the new receipt."));

    private static readonly FrozenSet<Role> Platform = FrozenSet.Create(Role.Platform);
    private static readonly FrozenSet<Role> Implementer = FrozenSet.Create(Role.Implementer);
    private static readonly FrozenSet<Role> Timer = FrozenSet.Create(Role.Timer);

    private static readonly WorkflowPlace? DueWithAdvice = AfterAnswer("advice-given");
    private static readonly WorkflowPlace? DueWithoutAdvice = AfterAnswer();

    private static Machine Check => WorkflowBook.Product[nameof(Check)];

    /// <summary>The task that a kept answer opens; null when it asks for nothing.</summary>
    /// <param name="edition">By whose calendar the last day is reckoned.</param>
    public static CheckTask? Opened(ReceiptGist answer, Edition edition)
    {
        var advised = answer.Advised();
        return (advised.IsEmpty ? DueWithoutAdvice : DueWithAdvice) is not { } due ? null : new CheckTask
        {
            Receipt = answer.Id,
            Organisation = answer.Organisation,
            Matter = answer.Matter,
            BusinessNumber = answer.BusinessNumber,
            Subject = answer.Subject,
            Edition = answer.Edition,
            DecidedAt = answer.DecidedAt,
            Advised = advised,
            DueOn = LastDay(answer.DecidedAt, edition),
            State = due.State,
            Previous = due.Previous,
            Version = 1,
        };
    }

    /// <param name="known">What was fed back before.</param>
    /// <param name="lines">Of the task's department, each about another of its codes.</param>
    public static FeedbackOutcome Give(CheckTask task, ImmutableArray<GivenFeedback> known, ImmutableArray<GivenFeedback> lines)
    {
        var repeated = lines.Where(line => known.Any(other => other.Code == line.Code)).ToArray();
        if (repeated.Any(line => !known.Any(other => other.Code == line.Code && other.SaysTheSame(line))))
        {
            return new FeedbackOutcome(task, [], GivenDifferently);
        }

        ImmutableArray<GivenFeedback> entered = [.. lines.Except(repeated).Select(line => line with { IsLate = line.At >= LegalTime.EndOf(task.DueOn) })];
        if (entered.IsEmpty)
        {
            return new FeedbackOutcome(task, [], null);
        }

        var moved = Check.Move(task.Place, "Feedback", Implementer, Facts(entered));
        return moved.Refusal is { } refusal ? new FeedbackOutcome(task, [], refusal) : new FeedbackOutcome(After(task, [.. known, .. entered], entered, moved.Place!), entered, null);
    }

    /// <summary>What the last day's passing makes of a task; unchanged when it has not passed by the calendar as it is now known.</summary>
    public static CheckTask Passed(CheckTask task, Edition edition, DateTimeOffset at)
    {
        var dated = task with { DueOn = LastDay(task.DecidedAt, edition), Version = task.Version + 1 };
        return dated.DueAt <= at && Taken(task.Place, "FeedbackDeadline", Timer) is { } place
            ? dated with { State = place.State, Previous = place.Previous, IsOverdue = true }
            : dated.DueOn != task.DueOn ? dated : task;
    }

    /// <summary>Everything fed back, the platform closes the check in the same turn; until then it stays due.</summary>
    private static CheckTask After(CheckTask task, ImmutableArray<GivenFeedback> all, ImmutableArray<GivenFeedback> entered, WorkflowPlace fedBack)
    {
        var now = task with
        {
            Given = [.. task.Given.Concat(entered.Select(static line => line.Code)).Order(StringComparer.Ordinal)],
            IsLate = all.Any(static line => line.IsLate),
            Deviates = all.Any(static line => GivenFeedback.Differs(line.Action)),
            Version = task.Version + 1,
        };
        if (now.Given.Length < now.Advised.Length)
        {
            return now;
        }

        var closed = Taken(fedBack, "Close", Platform)!;
        return now with { State = closed.State, Previous = closed.Previous };
    }

    private static DateOnly LastDay(DateTimeOffset decidedAt, Edition edition) =>
        Deadline.LastDay(LegalTime.DateOf(decidedAt), TermBook.Product[FeedbackTerm].At(Level.Municipal).Limit, edition.Calendar);

    private static FrozenSet<string> Facts(ImmutableArray<GivenFeedback> lines) => CaseFacts.Holding(
        (CaseFacts.ActionTold, lines.All(static line => Enum.IsDefined(line.Action))),
        (CaseFacts.ReasonIfDifferent, lines.All(static line => !GivenFeedback.Differs(line.Action) || line.Reason is not null))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Where an answer leads that was kept: the same for every one, so it is reckoned once.</summary>
    private static WorkflowPlace? AfterAnswer(params string[] facts) =>
        Taken(Taken(new WorkflowPlace(Check.Workflow.Start), "Answer", Platform, "receipt-kept")!, "RequiresFeedback", Platform, facts);

    private static WorkflowPlace? Taken(WorkflowPlace place, string happened, FrozenSet<Role> roles, params string[] facts) =>
        Check.Move(place, happened, roles, facts.ToFrozenSet(StringComparer.Ordinal)).Place;
}

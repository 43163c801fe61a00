using System.Collections.Immutable;
using CreditGate.Api.Checks;
using CreditGate.Api.Problems;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Intake.Feedback;

namespace CreditGate.Api.Feedback;

/// <summary>What one answer asks to be fed back, and how far that has come.</summary>
/// <param name="Receipt">Id of the receipt.</param>
/// <param name="State">answered (nothing is asked for), feedbackDue, overdue, fedBack or closed.</param>
/// <param name="Due">Last day for feedback, inclusive; absent when nothing is asked for.</param>
/// <param name="Overdue">The last day passed before everything was fed back.</param>
/// <param name="Items">Every measure and incentive of the answer, with what was fed back on it.</param>
internal sealed record FeedbackResponse(
    Guid Receipt,
    string Organisation,
    NamedCode Matter,
    string? BusinessNumber,
    string State,
    string StateName,
    DateOnly? Due,
    bool Overdue,
    ImmutableArray<FeedbackItemBody> Items);

/// <param name="Code">Of the measure or incentive.</param>
/// <param name="Kind">measure or incentive.</param>
/// <param name="Feedback">Absent while it is awaited.</param>
internal sealed record FeedbackItemBody(string Code, string Name, AdvisedKind Kind, GivenBody? Feedback);

internal enum AdvisedKind
{
    Measure,
    Incentive,
}

/// <param name="Operator">Who handled it.</param>
/// <param name="Late">Given after the last day for it.</param>
internal sealed record GivenBody(
    FeedbackAction Action,
    DateOnly? EffectiveFrom,
    DateOnly? EffectiveTo,
    string? Result,
    decimal? Amount10kCny,
    string? ReasonIfDifferent,
    string Operator,
    DateTimeOffset At,
    bool Late);

/// <summary>Feedback on many answers at once. Items are taken or refused one by one.</summary>
internal sealed record FeedbackBatchBody
{
    /// <summary>Up to 1,000, each about another receipt.</summary>
    public ImmutableArray<FeedbackBatchRow> Items { get; init; } = [];
}

/// <summary>Feedback on one of many answers.</summary>
internal sealed record FeedbackBatchRow
{
    /// <summary>Id of the receipt.</summary>
    public Guid? Receipt { get; init; }

    public FeedbackRow? Feedback { get; init; }
}

/// <param name="Items">One for each item, in order.</param>
internal sealed record FeedbackBatchResponse(ImmutableArray<FeedbackBatchItem> Items);

/// <param name="Feedback">Set when it was taken, or said before.</param>
/// <param name="Code">Why not: validation, not-found, feedback-given or not-your-part.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Faults">For validation: the fields to mend.</param>
internal sealed record FeedbackBatchItem(FeedbackResponse? Feedback, string? Code, string? Message, ImmutableArray<FaultBody>? Faults);

/// <param name="Tasks">In the order of the answers.</param>
/// <param name="Next">For after of the next page; absent on the last.</param>
internal sealed record FeedbackPage(ImmutableArray<FeedbackTaskBody> Tasks, Guid? Next);

/// <summary>An answer that asks for feedback.</summary>
/// <param name="Missing">Codes of the measures and incentives that were not fed back yet.</param>
internal sealed record FeedbackTaskBody(
    Guid Receipt, string Organisation, NamedCode Matter, string? BusinessNumber, string? Subject, DateTimeOffset DecidedAt, string State, string StateName, DateOnly Due, bool Overdue, ImmutableArray<string> Missing);

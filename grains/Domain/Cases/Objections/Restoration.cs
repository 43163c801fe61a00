using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Objections;

/// <summary>恢复信誉、消除影响: what one department has to set right because it relied on a record that was wrong (plan art. 14).</summary>
/// <param name="Answers">How many answers to the department rested on the record.</param>
public sealed record RestorationTask(string Organisation, int Answers)
{
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What the department did; ID numbers are masked.</summary>
    public string? Done { get; init; }
}

/// <summary>How an answer rested on a record, strongest first.</summary>
public enum Reliance
{
    Measure,
    Advice,

    /// <summary>A person had to look, because of the record.</summary>
    Review,

    /// <summary>An incentive was withheld because of the listing.</summary>
    Withheld,

    /// <summary>The record was shown as a fact.</summary>
    Reminder,
}

/// <summary>The departments that relied on a record, as their receipts tell. Entered once, after the record was found wrong.</summary>
public sealed record RestorationFound : CaseRequest
{
    public required ImmutableArray<RestorationTask> Tasks { get; init => field = value.IsDefault ? [] : value; }
}

/// <summary>Whether an answer of the past rested on a record.</summary>
public static class Restoration
{
    /// <param name="concerned">Whose record it is, or whom it names: the subject of the check, or a person whom the check named.</param>
    /// <returns>Null when it did not.</returns>
    public static Reliance? Of(Receipt receipt, string concerned, RecordRef record, Edition edition) =>
        receipt.Subject == concerned ? Of(receipt.Ruling, record, edition) : OnLinked(receipt.Ruling, concerned, record);

    /// <summary>A check of another subject rests on a person's record by what it says of that person.</summary>
    private static Reliance? OnLinked(Ruling ruling, string person, RecordRef record) =>
        ruling.Measures.Any(line => line.On?.Subject == person && Same(line.Record, record)) ? Reliance.Measure
            : ruling.Advice.Any(line => line.On?.Subject == person && Same(line.Record, record)) ? Reliance.Advice
            : ruling.Questions.Any(question => Same(question.Record, record)) ? Reliance.Review
            : null;

    /// <returns>Null when it did not.</returns>
    public static Reliance? Of(Ruling ruling, RecordRef record, Edition edition) =>
        ruling.Measures.Any(line => Same(line.Record, record)) ? Reliance.Measure
            : ruling.Advice.Any(line => Same(line.Record, record)) ? Reliance.Advice
            : ruling.Questions.Any(question => Same(question.Record, record)) || ruling.Proposals.Any(line => Same(line.Record, record)) ? Reliance.Review
            : IsSerious(record, edition) && ruling.Withheld.Any(static line => line.Reason == WithheldReason.SeriousListing) ? Reliance.Withheld
            : ruling.Reminders.Any(reminder => Same(reminder.Record, record)) ? Reliance.Reminder
            : null;

    /// <summary>The copy in a linked person's stream is the same record.</summary>
    private static bool Same(RecordRef? named, RecordRef record) => named is not null && named with { Via = null } == record;

    private static bool IsSerious(RecordRef record, Edition edition) =>
        record.List is { } code && edition.Lists.TryGetValue(code, out var list) && list.Kind == ListKind.SeriousDishonesty;
}

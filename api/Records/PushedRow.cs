using System.Collections.Immutable;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Records;

/// <summary>What became of one row.</summary>
/// <param name="Outcome">Null when it could not be taken now: push the same row again.</param>
internal sealed record PushedRow(RowOutcome? Outcome, ImmutableArray<FieldFault> Faults, Fault? Note, SubjectKey? Subject, long Version)
{
    /// <summary>For a created permit or penalty: the last legal day on which it would have been in time, and whether it came after it.</summary>
    public (DateOnly DueOn, bool IsLate)? Publicity { get; init; }

    /// <summary>For a created penalty: the path of its repair notice.</summary>
    public string? RepairNotice { get; init; }

    public static PushedRow Failed { get; } = new(null, [], PushFaults.NotTaken, null, 0);

    public static PushedRow Rejected(ImmutableArray<FieldFault> faults) => new(RowOutcome.Rejected, faults, null, null, 0);

    /// <param name="today">Legal day of the push.</param>
    public static PushedRow From(RowResult result, PublicCreditRecord record, SubjectKey subject, long version, WorkingCalendar calendar, DateOnly today) =>
        new(result.Outcome, [], result.Note, subject, version)
        {
            Publicity = result.Outcome == RowOutcome.Created && DoublePublicity.DueOn(record, calendar) is { } dueOn ? (dueOn, today > dueOn) : null,
            RepairNotice = result.Outcome == RowOutcome.Created && record is PenaltyRecord
                ? $"/v1/subjects/{subject.Value}/repair-notice?source={record.Source}&number={Uri.EscapeDataString(record.Number)}"
                : null,
        };
}

internal static class PushFaults
{
    public static readonly Fault NotTaken = new("not-taken", new("本行暂未写入，请原样重报。", "This row was not taken now: push it again unchanged."));
}

using System.Text.Json.Serialization;
using CreditGate.Domain.Calendars;

namespace CreditGate.Domain.Coverage;

/// <summary>What a department decided in one of its business cases (办件).</summary>
public enum CaseDecision
{
    /// <summary>准予</summary>
    Granted,

    /// <summary>附条件准予</summary>
    GrantedWithConditions,

    /// <summary>不予</summary>
    Refused,

    /// <summary>申请人撤回、终止办理: ended without a decision on the matter.</summary>
    Discontinued,

    Other,
}

/// <summary>A business case by its department, matter and number.</summary>
/// <param name="Number">业务编号, as the check names it.</param>
public sealed record CaseKey(string Department, string Matter, string Number);

/// <summary>A decided business case as its department's system reported it. Kept for ever; members are only ever added.</summary>
public sealed record DecidedCase
{
    public required string Department { get; init; }

    public required string Matter { get; init; }

    public required string Number { get; init; }

    /// <summary>Key of the subject; null when the person was not known to the platform.</summary>
    public string? Subject { get; init; }

    /// <summary>The subject is a person.</summary>
    public bool IsPerson { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required CaseDecision Decision { get; init; }

    /// <summary>Receipt of the check that the decision rests on, when the case's system keeps it.</summary>
    public Guid? Receipt { get; init; }

    /// <summary>The matter was one to check before acting, by the edition in force when the case was decided.</summary>
    public bool MustCheck { get; init; }

    /// <summary>Reported by mistake: it counts as never reported.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Given by the business system; null when the order is that of arrival.</summary>
    public long? Revision { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public required string Credential { get; init; }

    [JsonIgnore]
    public CaseKey Key => new(Department, Matter, Number);

    /// <summary>Month of the decision.</summary>
    [JsonIgnore]
    public int Month => LegalMonth.Of(DecidedAt);

    /// <summary>Whether a later report says the same, whenever and with whatever key it came. A person who is not known any more under a name is no news.</summary>
    public bool IsRepeatedBy(DecidedCase later) =>
        later with { Subject = later.Subject ?? Subject, ReportedAt = ReportedAt, Credential = Credential, Revision = Revision, MustCheck = MustCheck } == this;
}

/// <summary>Months of legal days, written as one number such as 202611.</summary>
public static class LegalMonth
{
    public static int Of(DateTimeOffset instant) => LegalTime.DateOf(instant) is var day ? (day.Year * 100) + day.Month : 0;
}

using System.Collections.Immutable;

namespace CreditGate.Domain.Intake;

/// <summary>A subject as input names it: exactly one of the three.</summary>
public sealed record SubjectRow
{
    /// <summary>Unified Social Credit Code of an entity.</summary>
    public string? Uscc { get; init; }

    /// <summary>A natural person, by name and ID number together.</summary>
    public PersonRow? Person { get; init; }

    /// <summary>A key that this service gave out earlier.</summary>
    public string? Key { get; init; }
}

/// <summary>A natural person. The number is turned into a keyed tag at once and kept nowhere.</summary>
public sealed record PersonRow
{
    public string? Name { get; init; }

    /// <summary>Citizen ID number, GB 11643-1999, 18 characters.</summary>
    public string? IdNumber { get; init; }
}

/// <summary>A person named with a role.</summary>
public sealed record LinkedRow
{
    public string? Role { get; init; }

    public PersonRow? Person { get; init; }

    /// <summary>A key that this service gave out earlier, instead of the person.</summary>
    public string? Key { get; init; }
}

/// <summary>异议: the source is verifying the record after an objection.</summary>
public sealed record DisputeRow
{
    public string? Objection { get; init; }

    /// <summary>Day the objection was received; verification is due 20 calendar days later.</summary>
    public string? ReceivedOn { get; init; }
}

/// <summary>修复: the record was repaired.</summary>
public sealed record RepairRow
{
    public string? Case { get; init; }

    public string? DecidedOn { get; init; }
}

/// <summary>移出或撤销: from which day, and why.</summary>
public sealed record EndRow
{
    public string? On { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One row of a push, as the source writes it. Dates are yyyy-MM-dd, legal days in China.</summary>
public sealed record RecordRow
{
    /// <summary>registration, permit, penalty, listEntry, consumptionOrder, exitDecision, stay, commitment, riskClass, taxGrade, evaluation or sceneConsent.</summary>
    public string? Kind { get; init; }

    public SubjectRow? Subject { get; init; }

    /// <summary>Decision or document number: with source and subject the natural key.</summary>
    public string? Number { get; init; }

    /// <summary>The source's own revision number, from 1. Rows without one order by asOf and line.</summary>
    public long? Revision { get; init; }

    public string? DecidedOn { get; init; }

    /// <summary>Last day of the term decided for this record, inclusive.</summary>
    public string? Until { get; init; }

    public string? Basis { get; init; }

    public string? Reason { get; init; }

    public ImmutableArray<LinkedRow> Linked { get; init; } = [];

    public DisputeRow? Dispute { get; init; }

    public RepairRow? Repair { get; init; }

    /// <summary>移出、解除: ended early; it was in force until then.</summary>
    public EndRow? Removal { get; init; }

    /// <summary>撤销: it was wrong and counts as never made.</summary>
    public EndRow? Withdrawal { get; init; }

    /// <summary>registration: registered name.</summary>
    public string? Name { get; init; }

    /// <summary>registration: active, deregistered or revoked.</summary>
    public string? Status { get; init; }

    /// <summary>registration: day of establishment.</summary>
    public string? EstablishedOn { get; init; }

    /// <summary>permit: title of the permit.</summary>
    public string? Title { get; init; }

    /// <summary>penalty: warning, circulatedCriticism, fine, confiscation, licenceSuspended, qualificationLowered, licenceRevoked, activityRestricted, productionSuspended, orderedClosure, careerRestricted, detention, other.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>penalty: minor, general or serious; left out, the severity rules of the catalogue decide.</summary>
    public string? Severity { get; init; }

    /// <summary>penalty: decided in the simple procedure.</summary>
    public bool SimpleProcedure { get; init; }

    /// <summary>penalty: fine in 10,000 yuan (万元).</summary>
    public decimal? Fine10kCny { get; init; }

    /// <summary>penalty: first day of publicity.</summary>
    public string? PublishedOn { get; init; }

    /// <summary>penalty: last day of publicity, inclusive.</summary>
    public string? PublicityEndsOn { get; init; }

    /// <summary>penalty: conduct corrected and duties done.</summary>
    public bool? DutiesDone { get; init; }

    /// <summary>listEntry: list code such as L04.</summary>
    public string? List { get; init; }

    /// <summary>listEntry: day of entry; left out, the day of the decision.</summary>
    public string? ListedOn { get; init; }

    /// <summary>listEntry: stands until the duty is performed.</summary>
    public bool UntilPerformed { get; init; }

    /// <summary>listEntry: settled facts that rules may require.</summary>
    public ImmutableSortedDictionary<string, bool> Facts { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    /// <summary>stay: number of the stayed record.</summary>
    public string? StayedNumber { get; init; }

    /// <summary>stay: organisation code of the stayed record's source.</summary>
    public string? StayedSource { get; init; }

    /// <summary>commitment: open, fulfilled or breached.</summary>
    public string? State { get; init; }

    /// <summary>commitment: last day to keep the promise, inclusive.</summary>
    public string? DueOn { get; init; }

    /// <summary>commitment: day of breach.</summary>
    public string? BreachedOn { get; init; }

    /// <summary>riskClass: A to D; taxGrade: A, B, M, C, D; evaluation: excellent, good, fair, poor.</summary>
    public string? Grade { get; init; }

    /// <summary>sceneConsent: scene codes such as S05.</summary>
    public ImmutableArray<string> Scenes { get; init; } = [];
}

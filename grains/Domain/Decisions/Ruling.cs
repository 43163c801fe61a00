using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>What the rules say of one standing and one matter; the same for every instant until <see cref="ChangesAt"/>.</summary>
public sealed record Ruling
{
    private RulingFormsPlace _forms;

    public required Outcome Outcome { get; init; }

    public required ImmutableArray<StatusFinding> Statuses { get; init; }

    /// <summary>Every measure of every rule that applied, not only the strongest.</summary>
    public required ImmutableArray<MeasureLine> Measures { get; init; }

    public required ImmutableArray<IncentiveLine> Incentives { get; init; }

    public required ImmutableArray<WithheldLine> Withheld { get; init; }

    public required ImmutableArray<SuspendedLine> Suspended { get; init; }

    public required ImmutableArray<Reminder> Reminders { get; init; }

    /// <summary>Class 3: information and suggestion to the market, never an order (INV-13).</summary>
    public required ImmutableArray<MeasureLine> Advice { get; init; }

    /// <summary>What a person must settle before the matter goes on.</summary>
    public required ImmutableArray<OpenQuestion> Questions { get; init; }

    /// <summary>Measures that the matter foresees although no rule was found: proposals, marked own.</summary>
    public required ImmutableArray<MeasureLine> Proposals { get; init; }

    /// <summary>The next instant at which time alone could change this ruling; null when none is foreseen.</summary>
    /// <remarks>Not required: its JSON leaves null out, and must be read back.</remarks>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>The ruling in writing.</summary>
    public RulingForms Forms() => new(this);

    internal ref RulingFormsPlace Kept => ref _forms;
}

/// <summary>One measure, with what it rests on.</summary>
/// <param name="Code">Content such as M01.03; for a proposal or cell advice the item, such as M10.</param>
/// <param name="Rule">The matter rule that applied; null for a proposal.</param>
/// <param name="Until">Last day of the record's term, inclusive; null when it has no fixed end.</param>
/// <param name="On">The person named in the check whom the measure concerns; null for the subject itself.</param>
public sealed record MeasureLine(
    string Code,
    LocalText Name,
    MeasureClass Class,
    Force Force,
    Effect Effect,
    LocalText Basis,
    Confidence Confidence,
    string? Rule,
    RecordRef Record,
    DateOnly? Until,
    LocalText? Scope,
    OnLinked? On);

/// <summary>A person named in the check.</summary>
public sealed record OnLinked(LinkedRole Role, string Subject);

public sealed record SuspendedLine(MeasureLine Measure, Hold Hold);

/// <param name="Because">The status that earns it.</param>
public sealed record IncentiveLine(string Code, LocalText Name, LocalText Basis, Confidence Confidence, StatusColumn Because, LocalText Terms);

/// <summary>Why an incentive is not given now. Losing an incentive is not a punishment.</summary>
public enum WithheldReason
{
    /// <summary>An unsuspended serious-dishonesty listing (INV-14).</summary>
    SeriousListing,

    /// <summary>A dispute is open: neither given nor lost.</summary>
    HeldOpen,

    /// <summary>The subject is deregistered or revoked.</summary>
    NotActive,

    /// <summary>The person has not opted in to this scene.</summary>
    NoConsent,

    /// <summary>A penalty is in publicity: no tolerance acceptance.</summary>
    PenaltyInPublicity,

    /// <summary>Risk class C or D: no lower inspection for a clean record alone.</summary>
    RiskClass,

    /// <summary>The matter itself is refused, restricted or under review.</summary>
    OutcomeStands,

    /// <summary>Of a scene, as a merchant sees it: not eligible, or not opted in.</summary>
    NotOffered,
}

public sealed record WithheldLine(string Code, LocalText Name, StatusColumn Because, WithheldReason Reason);

/// <summary>A question that only a person can settle.</summary>
/// <param name="Code">A required fact, or a stable reason code.</param>
public sealed record OpenQuestion(string Code, LocalText Text, string? Rule, RecordRef? Record);

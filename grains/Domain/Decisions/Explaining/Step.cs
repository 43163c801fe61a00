using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>Where in the evaluation a step was taken, in the order in which they are told.</summary>
public enum Stage
{
    Catalogue,
    Records,
    Rules,
    Listings,
    ThreeYears,
    Incentives,
    Outcome,
    Validity,
}

/// <summary>One thing that the decision looked at, and what came of it.</summary>
/// <param name="Record">The record that was looked at.</param>
/// <param name="Rule">The matter rule that was tried.</param>
/// <param name="On">The person named in the check whose record it is; null for the subject itself.</param>
public sealed record Step(StepCode Code, RecordRef? Record = null, string? Rule = null, OnLinked? On = null)
{
    public Stage Stage => Stages.Of(Code);

    /// <summary>Codes that the step speaks of: measures, an incentive, other rules, a list, a required fact.</summary>
    public ImmutableArray<string> Codes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Measures of a rule that applied, is suspended or open, or that a listing foresees.</summary>
    public ImmutableArray<MeasureLine> Lines { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What keeps the record's measures from being carried out.</summary>
    public Hold? Hold { get; init; }

    /// <summary>A day that the step turns on, inclusive.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>An instant that the step turns on.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The status that would earn the incentive.</summary>
    public StatusColumn? Because { get; init; }

    public WithheldReason? Withheld { get; init; }

    public Outcome? Outcome { get; init; }
}

using System.Collections.Immutable;
using CreditGate.Api.Checks;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;

namespace CreditGate.Api.Explanations;

/// <summary>Why an answer is what it is: what was looked at, and what came of it. It is no part of the receipt; it is made anew from what the receipt rests on.</summary>
/// <param name="Steps">In the order of the stages: catalogue, records, rules, listings, threeYears, incentives, outcome, validity.</param>
/// <param name="Code">Why there are no steps: explanation-not-now (the ledger does not answer; replay the receipt later) or explanation-differs.</param>
internal sealed record ExplanationBody(ImmutableArray<ExplainedStep> Steps, string? Code = null, string? Text = null);

/// <param name="Code">Stable; texts may be reworded.</param>
/// <param name="Rule">The matter rule that was tried.</param>
/// <param name="On">The person named in the check whose record it is; absent for the subject itself.</param>
/// <param name="Codes">What else the step speaks of: an incentive, other rules, lists, a required fact, an edition.</param>
/// <param name="Measures">Of a rule that applied, is suspended or open, or that a listing foresees.</param>
/// <param name="Hold">The objection or stay that keeps measures from being carried out.</param>
/// <param name="Day">A legal day in China that the step turns on, inclusive.</param>
/// <param name="Because">The status that would earn the incentive.</param>
/// <param name="Withheld">Why the incentive is not given.</param>
internal sealed record ExplainedStep(
    Stage Stage,
    StepCode Code,
    string Text,
    RecordBody? Record,
    string? Rule,
    OnLinked? On,
    ImmutableArray<string>? Codes,
    ImmutableArray<StepMeasure>? Measures,
    Hold? Hold,
    DateOnly? Day,
    DateTimeOffset? At,
    StatusColumn? Because,
    WithheldReason? Withheld,
    Outcome? Outcome);

/// <param name="Class">1 reduces rights, 2 management, 3 advice to the market.</param>
internal sealed record StepMeasure(string Code, int Class, Force Force, Effect Effect);

using System.Collections.Immutable;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;

namespace CreditGate.Api.Explanations;

/// <summary>Steps in the words of one language, as far as this caller may see them.</summary>
internal static class ExplanationText
{
    public static ExplanationBody Of(ImmutableArray<Step> steps, Edition edition, Caller caller, Language language) =>
        new([.. steps.Where(step => MaySee(step, edition, caller)).Select(step => Body(step, edition, language))]);

    /// <summary>That a record was repaired or withdrawn is told to those who know it: its source, and the platform's operator (INV-03, INV-04).</summary>
    private static bool MaySee(Step step, Edition edition, Caller caller) =>
        (!RiskVeil.Covers(step) || (caller.MaySee(step.Record, edition) && (step.Withheld is null || caller.Inspects(edition))))
        && IsTold(step, caller);

    private static bool IsTold(Step step, Caller caller) =>
        step.Code is not (StepCode.RecordRepaired or StepCode.RecordShielded or StepCode.RecordWithdrawn or StepCode.CountsNotGone)
        || caller.MaySee(step.Record!.Source);

    private static ExplainedStep Body(Step step, Edition edition, Language language) => new(
        step.Stage,
        step.Code,
        StepTexts.Of(step, edition).In(language),
        step.Record is null ? null : CheckText.RecordOf(step.Record, edition, language),
        step.Rule,
        step.On,
        step.Codes.IsEmpty ? null : step.Codes,
        step.Lines.IsEmpty ? null : [.. step.Lines.Select(static line => new StepMeasure(line.Code, (int)line.Class, line.Force, line.Effect))],
        step.Hold,
        step.Day,
        step.At?.ToOffset(LegalTime.ChinaStandardTime),
        step.Because,
        step.Withheld,
        step.Outcome);
}

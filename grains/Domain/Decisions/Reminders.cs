using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>Step 6: facts that the caller should see. None of them restricts anything by itself.</summary>
internal static class Reminders
{
    public static ImmutableArray<Reminder> Of(SubjectFacts facts, Matter matter, Edition edition, Moment moment)
    {
        if (facts.Standing.IsUnknown)
        {
            return [new Reminder(ReminderCode.NotFound, DecisionTexts.NotFound)];
        }

        var found = ImmutableArray.CreateBuilder<Reminder>(0);      // most subjects have none
        AddRegistration(found, facts);
        AddNoFacilitation(found, facts, matter);
        if (matter[StatusColumn.Penalised].Verdict == Verdict.ProceedWithReminder)
        {
            AddFacts(found, facts, matter, edition, moment);
        }

        AddOfCategory(found, facts, matter.Category);
        AddConditional(found, facts, matter);
        return found.Count == 0 ? [] : found.DrainToImmutable();    // the one empty array, so that rulings that say the same are equal
    }

    private static void AddRegistration(ImmutableArray<Reminder>.Builder found, SubjectFacts facts)
    {
        if (facts.Registration is { Status: RegistrationStatus.Deregistered } deregistered)
        {
            found.Add(new Reminder(ReminderCode.Deregistered, DecisionTexts.Deregistered, deregistered.Ref));
        }

        if (facts.Registration is { Status: RegistrationStatus.Revoked } revoked)
        {
            found.Add(new Reminder(ReminderCode.Revoked, DecisionTexts.Revoked, revoked.Ref));
        }
    }

    private static void AddNoFacilitation(ImmutableArray<Reminder>.Builder found, SubjectFacts facts, Matter matter)
    {
        if (matter[StatusColumn.SeriousListed].Verdict is Verdict.EvaluateRules or Verdict.Restrict)
        {
            foreach (var listing in facts.ActiveSerious)
            {
                found.Add(new Reminder(ReminderCode.NoFacilitation, DecisionTexts.NoFacilitation, listing.Record.Ref));
            }
        }
    }

    private static void AddFacts(ImmutableArray<Reminder>.Builder found, SubjectFacts facts, Matter matter, Edition edition, Moment moment)
    {
        foreach (var penalty in facts.Penalties)
        {
            found.Add(Show(ReminderCode.PenaltyInPublicity, matter[StatusColumn.Penalised].Text, penalty, Publicity.LastDay((PenaltyRecord)penalty.Record, edition)));
        }

        foreach (var listing in facts.Abnormal)
        {
            found.Add(Show(ReminderCode.AbnormalListing, DecisionTexts.AbnormalListing, listing));
        }

        AddCommitments(found, facts, moment);
        foreach (var finding in facts.Own)
        {
            if (finding.Record is ListEntryRecord entry && !edition.Lists[entry.List].Enabled)
            {
                found.Add(Show(ReminderCode.ListNotEnabled, DecisionTexts.ListNotEnabled, finding));
            }
        }
    }

    private static void AddCommitments(ImmutableArray<Reminder>.Builder found, SubjectFacts facts, Moment moment)
    {
        foreach (var finding in facts.Own)
        {
            if (finding.Record is CommitmentRecord { State: CommitmentState.Open } open)
            {
                found.Add(Show(ReminderCode.OpenCommitment, DecisionTexts.OpenCommitment, finding, open.DueOn));
            }

            if (finding.Record is CommitmentRecord { State: CommitmentState.Breached } breach
                && !moment.IsPast((breach.BreachedOn ?? breach.DecidedOn).AddMonths(Terms.LookBackMonths), Boundary.LookBackEnd, breach))
            {
                found.Add(Show(ReminderCode.BreachedCommitment, DecisionTexts.BreachedCommitment, finding));
            }
        }
    }

    private static void AddOfCategory(ImmutableArray<Reminder>.Builder found, SubjectFacts facts, MatterCategory category)
    {
        switch (category)
        {
            case MatterCategory.Consumption:
                AddExitDecisions(found, facts);
                break;
            case MatterCategory.Inspection when facts.RiskClass is { } grade:
                found.Add(new Reminder(ReminderCode.RiskClass, DecisionTexts.RiskClass(grade)));
                break;
            case MatterCategory.Finance or MatterCategory.Funds or MatterCategory.Resources:
                AddInformation(found, facts);
                break;
        }
    }

    private static void AddExitDecisions(ImmutableArray<Reminder>.Builder found, SubjectFacts facts)
    {
        foreach (var finding in facts.Own)
        {
            if (finding.Record is ExitDecisionRecord)
            {
                found.Add(Show(ReminderCode.ExitDecision, DecisionTexts.ExitDecision, finding));
            }
        }
    }

    /// <summary>Grade A of tax credit is public, other grades need authorisation; the evaluation is information, never a list.</summary>
    private static void AddInformation(ImmutableArray<Reminder>.Builder found, SubjectFacts facts)
    {
        if (facts.TaxGrade is { Grade: TaxCredit.A } grade)
        {
            found.Add(new Reminder(ReminderCode.TaxCreditA, DecisionTexts.TaxCreditA, grade.Ref));
        }

        if (facts.Evaluation is { } evaluation)
        {
            found.Add(new Reminder(ReminderCode.Evaluation, DecisionTexts.Evaluation(evaluation.Grade), evaluation.Ref));
        }
    }

    /// <summary>A clean record that this matter rewards only where its own rules say so, such as bonus points in trading.</summary>
    private static void AddConditional(ImmutableArray<Reminder>.Builder found, SubjectFacts facts, Matter matter)
    {
        if (facts.Clean == CleanRecord.ThreeYears && !facts.IsGone && matter[StatusColumn.Clean3Y] is { Verdict: Verdict.Proceed, Codes.IsEmpty: false } cell)
        {
            found.Add(new Reminder(ReminderCode.ConditionalIncentive, cell.Text));
        }
    }

    private static Reminder Show(ReminderCode code, LocalText text, Finding finding) => Show(code, text, finding, finding.Record.Until);

    private static Reminder Show(ReminderCode code, LocalText text, Finding finding, DateOnly? until) =>
        new(code, text, finding.Record.Ref, finding.Hold, until);
}

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

        var showsFacts = matter[StatusColumn.Penalised].Verdict == Verdict.ProceedWithReminder;
        return
        [
            .. Registration(facts),
            .. NoFacilitation(facts, matter),
            .. showsFacts ? Facts(facts, matter, edition, moment) : [],
            .. matter.Category == MatterCategory.Consumption ? ExitDecisions(facts) : [],
            .. matter.Category == MatterCategory.Inspection ? RiskClass(facts) : [],
            .. matter.Category is MatterCategory.Finance or MatterCategory.Funds or MatterCategory.Resources ? Information(facts) : [],
            .. Conditional(facts, matter),
        ];
    }

    private static IEnumerable<Reminder> Registration(SubjectFacts facts)
    {
        if (facts.Registration is { Status: RegistrationStatus.Deregistered } deregistered)
        {
            yield return new Reminder(ReminderCode.Deregistered, DecisionTexts.Deregistered, deregistered.Ref);
        }

        if (facts.Registration is { Status: RegistrationStatus.Revoked } revoked)
        {
            yield return new Reminder(ReminderCode.Revoked, DecisionTexts.Revoked, revoked.Ref);
        }
    }

    private static IEnumerable<Reminder> NoFacilitation(SubjectFacts facts, Matter matter) =>
        from listing in facts.ActiveSerious
        where matter[StatusColumn.SeriousListed].Verdict is Verdict.EvaluateRules or Verdict.Restrict
        select new Reminder(ReminderCode.NoFacilitation, DecisionTexts.NoFacilitation, listing.Record.Ref);

    private static IEnumerable<Reminder> Facts(SubjectFacts facts, Matter matter, Edition edition, Moment moment) =>
    [
        .. facts.Penalties.Select(penalty => Show(ReminderCode.PenaltyInPublicity, matter[StatusColumn.Penalised].Text, penalty)
            with { Until = Publicity.LastDay((PenaltyRecord)penalty.Record, edition) }),
        .. facts.Abnormal.Select(static listing => Show(ReminderCode.AbnormalListing, DecisionTexts.AbnormalListing, listing)),
        .. Commitments(facts, moment),
        .. facts.Own.Where(finding => finding.Record is ListEntryRecord entry && !edition.Lists[entry.List].Enabled)
            .Select(static listing => Show(ReminderCode.ListNotEnabled, DecisionTexts.ListNotEnabled, listing)),
    ];

    private static IEnumerable<Reminder> Commitments(SubjectFacts facts, Moment moment)
    {
        foreach (var finding in facts.Own)
        {
            if (finding.Record is CommitmentRecord { State: CommitmentState.Open } open)
            {
                yield return Show(ReminderCode.OpenCommitment, DecisionTexts.OpenCommitment, finding) with { Until = open.DueOn };
            }

            if (finding.Record is CommitmentRecord { State: CommitmentState.Breached } breach
                && !moment.IsPast((breach.BreachedOn ?? breach.DecidedOn).AddMonths(Terms.LookBackMonths), Boundary.LookBackEnd, breach))
            {
                yield return Show(ReminderCode.BreachedCommitment, DecisionTexts.BreachedCommitment, finding);
            }
        }
    }

    private static IEnumerable<Reminder> ExitDecisions(SubjectFacts facts) =>
        facts.Own.Where(static finding => finding.Record is ExitDecisionRecord)
            .Select(static finding => Show(ReminderCode.ExitDecision, DecisionTexts.ExitDecision, finding));

    private static IEnumerable<Reminder> RiskClass(SubjectFacts facts) =>
        facts.RiskClass is { } grade ? [new Reminder(ReminderCode.RiskClass, DecisionTexts.RiskClass(grade))] : [];

    /// <summary>Grade A of tax credit is public, other grades need authorisation; the evaluation is information, never a list.</summary>
    private static IEnumerable<Reminder> Information(SubjectFacts facts)
    {
        if (facts.TaxGrade is { Grade: TaxCredit.A } grade)
        {
            yield return new Reminder(ReminderCode.TaxCreditA, DecisionTexts.TaxCreditA, grade.Ref);
        }

        if (facts.Evaluation is { } evaluation)
        {
            yield return new Reminder(ReminderCode.Evaluation, DecisionTexts.Evaluation(evaluation.Grade), evaluation.Ref);
        }
    }

    /// <summary>A clean record that this matter rewards only where its own rules say so, such as bonus points in trading.</summary>
    private static IEnumerable<Reminder> Conditional(SubjectFacts facts, Matter matter)
    {
        var cell = matter[StatusColumn.Clean3Y];
        return facts.Clean == CleanRecord.ThreeYears && !facts.IsGone && cell is { Verdict: Verdict.Proceed, Codes.IsEmpty: false }
            ? [new Reminder(ReminderCode.ConditionalIncentive, cell.Text)]
            : [];
    }

    private static Reminder Show(ReminderCode code, LocalText text, Finding finding) =>
        new(code, text, finding.Record.Ref, finding.Hold, finding.Record.Until);
}

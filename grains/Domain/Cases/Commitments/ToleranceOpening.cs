using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Commitments;

/// <summary>Accepts with a promise, in one turn: the case, and the commitment as a record that the very next check shows.</summary>
internal static class ToleranceOpening
{
    /// <summary>Whom tolerance serves: what the platform itself answers for the matter, and nobody but exemplars and subjects with three clean years (INV-09).</summary>
    public static bool IsEligible(Standing standing, Matter matter, Edition edition, DateTimeOffset at)
    {
        var ruling = Decider.Rule(standing, [], matter, edition, at);
        return ruling.Incentives.Any(static line => line.Code == IncentiveRuling.ToleranceAcceptance)
            && ruling.Statuses.Any(static status => status.Code is StatusCode.Exemplar or StatusCode.Clean3Y);
    }

    public static CaseOutcome Judge(Standing standing, ToleranceDraft draft, CaseContext context)
    {
        if (Refusal(draft, context) is { } refusal)
        {
            return new CaseOutcome(standing, null, [], [], refusal);
        }

        var matter = context.Edition.Matters[draft.Matter];
        var promised = draft.PromisedOn ?? default;
        var turn = new CaseTurn(standing, context, Opened(draft, promised, context));
        return turn
            .Enter("Offer", draft.Organisation, turn.Case)
            .Move("AcceptWithPromise", draft.Organisation, CaseRoles.Approver, Facts(standing, draft, matter, context), known => known with
            {
                Deadlines = [ToleranceTerms.Of(promised, context)],
            })
            .Create(Commitment(draft, promised, context))
            .Outcome();
    }

    private static CaseRefusal? Refusal(ToleranceDraft draft, CaseContext context) => context.Edition.Matters.GetValueOrDefault(draft.Matter) switch
    {
        null => new CaseRefusal(Obstacle.State, CaseFaults.NoTolerance),
        var matter when !Offers(matter) => new CaseRefusal(Obstacle.State, CaseFaults.NoTolerance),
        { Departments: { IsEmpty: false } handling } when !handling.Contains(draft.Organisation) => new CaseRefusal(Obstacle.Actor, Machine.NotYourPart),
        _ when draft.PromisedOn is { } promised && (promised < context.Today || promised > ToleranceTerms.Longest(context)) =>
            new CaseRefusal(Obstacle.State, CaseFaults.PromiseBetween(context.Today, ToleranceTerms.Longest(context))),
        _ => null,
    };

    private static bool Offers(Matter matter) => matter.Cells.Values.Any(static cell => cell.Verdict == Verdict.Incentivise && cell.Codes.Contains(IncentiveRuling.ToleranceAcceptance));

    private static IEnumerable<string> Facts(Standing standing, ToleranceDraft draft, Matter matter, CaseContext context) => CaseFacts.Holding(
        (CaseFacts.EssentialsPresent, draft.EssentialsPresent),
        (CaseFacts.PromiseWithDeadline, draft is { Promise: not null, PromisedOn: not null, Missing.IsEmpty: false }),
        (CaseFacts.ExemplarOrClean, IsEligible(standing, matter, context.Edition, context.At)));

    private static ToleranceCase Opened(ToleranceDraft draft, DateOnly promised, CaseContext context) => new()
    {
        Id = draft.Case,
        State = context.Workflows[nameof(CaseKind.ToleranceAcceptance)].Workflow.Start,
        Record = Commitment(draft, promised, context).Ref,
        OpenedAt = context.At,
        OpenedBy = draft.Organisation,
        Materials = draft.Promise is { } promise ? [promise] : [],
        Matter = draft.Matter,
        BusinessNumber = draft.BusinessNumber,
        PromisedOn = promised,
        Documents = draft.Missing,
    };

    /// <summary>The promise as public credit information of the department's own, under the number of the case.</summary>
    private static CommitmentRecord Commitment(ToleranceDraft draft, DateOnly promised, CaseContext context) => new()
    {
        Source = draft.Organisation,
        Number = draft.Case,
        Revision = new Revision(1, context.At, 1),
        DecidedOn = context.Today,
        Basis = context.Terms[ToleranceTerms.Promise].At(context.Level).Basis.Zh,
        State = CommitmentState.Open,
        DueOn = promised,
    };
}

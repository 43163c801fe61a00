using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases;

/// <summary>From a request and a standing to what happens: the one place where steps in cases are judged.</summary>
public static class CaseDesk
{
    public static readonly Fault NoCase = new("no-case", new("没有这个办件。", "There is no such case."));

    /// <summary>Whether an organisation may look at a case: the unit whose record it is, who took it in, the operator, and who has to set something right.</summary>
    public static bool MaySee(string organisation, Case known, Edition edition) =>
        known.OpenedBy == organisation
        || CaseRoles.Of(organisation, known.Record, edition).Count > 0
        || known.Parties.Contains(organisation);

    public static CaseOutcome Judge(Standing standing, CaseRequest request, CaseContext context)
    {
        context = context.For(UnitOf(standing, request));
        if (request is ObjectionDraft objection)
        {
            return ObjectionOpening.Judge(standing, objection, context);
        }

        if (request is RepairDraft repair)
        {
            return RepairOpening.Judge(standing, repair, context);
        }

        if (request is ActionDraft action)
        {
            return ActionOpening.Judge(standing, action, context);
        }

        if (request is ToleranceDraft tolerance)
        {
            return ToleranceOpening.Judge(standing, tolerance, context);
        }

        if (request is ListingDraft listing)
        {
            return ListingOpening.Judge(standing, listing, context);
        }

        if (!standing.Cases.TryGetValue(request.Case, out var known))
        {
            return new CaseOutcome(standing, null, [], [], new CaseRefusal(Obstacle.State, NoCase));
        }

        var turn = new CaseTurn(standing, context, known);
        return request switch
        {
            DeadlineLook => DeadlineTurn.Judge(turn, context),
            RestorationFound found => RestorationTurn.Open(turn, found, context),
            CaseStep { Event: RestorationTurn.Done } step when known is ObjectionCase => RestorationTurn.Finish(turn, step, context),
            CaseStep step when known is ObjectionCase => ObjectionStep.Judge(turn, step, context),
            CaseStep step when known is ListingCase => ListingStep.Judge(turn, step, context),
            CaseStep step when known is ToleranceCase => ToleranceStep.Judge(turn, step, context),
            CaseStep step when known is JointActionCase => ActionStep.Judge(turn, step, context),
            CaseStep step => RepairStep.Judge(turn, step, context),
            _ => throw new ArgumentException($"A {request.GetType().Name} is no request of a case.", nameof(request)),
        };
    }

    private static string? UnitOf(Standing standing, CaseRequest request) => request switch
    {
        ObjectionDraft draft => draft.Record.Source,
        RepairDraft draft => draft.Record.Source,
        ActionDraft draft => draft.Record.Source,
        ToleranceDraft draft => draft.Organisation,
        ListingDraft draft => draft.Organisation,
        _ => standing.Cases.GetValueOrDefault(request.Case)?.Record.Source,
    };
}

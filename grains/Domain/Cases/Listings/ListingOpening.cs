using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Listings;

/// <summary>Proposes a subject for a list. Nothing follows from that yet.</summary>
internal static class ListingOpening
{
    public static CaseOutcome Judge(Standing standing, ListingDraft draft, CaseContext context)
    {
        var record = new RecordRef(draft.Organisation, RecordKind.ListEntry, draft.Number, draft.List);
        if (Refusal(standing, draft, record, context) is { } refusal)
        {
            return new CaseOutcome(standing, null, [], [], refusal);
        }

        var turn = new CaseTurn(standing, context, new ListingCase
        {
            Id = draft.Case,
            State = context.Workflows[nameof(CaseKind.ListEntry)].Workflow.Start,
            Record = record,
            OpenedAt = context.At,
            OpenedBy = draft.Organisation,
            Basis = draft.Basis,
            Grounds = draft.Grounds,
            ListedOn = draft.ListedOn,
            Until = draft.Until,
        });
        return turn.Enter("Propose", draft.Organisation, turn.Case).Outcome();
    }

    private static CaseRefusal? Refusal(Standing standing, ListingDraft draft, RecordRef record, CaseContext context) => context.Edition.Lists.GetValueOrDefault(draft.List) switch
    {
        null or { Enabled: false } => new CaseRefusal(Obstacle.State, CaseFaults.NoList),
        var list when !list.Providers.Contains(draft.Organisation) && draft.Organisation != Department.PlatformOperator => new CaseRefusal(Obstacle.Actor, Machine.NotYourPart),
        var list when !list.SubjectKinds.HasFlag(standing.Key.Kind) => new CaseRefusal(Obstacle.State, CaseFaults.NotForKind),
        var list when draft.Until is null && (list.EntryStatesEnd || (list.PeriodMonths is null && !list.UntilPerformed)) => new CaseRefusal(Obstacle.State, CaseFaults.NeedsTerm),
        _ when standing.Find(record) is { Repair: null, Withdrawal: null } => new CaseRefusal(Obstacle.State, CaseFaults.IsListed),
        _ when standing.Cases.Values.OfType<ListingCase>().Any(known => known.Record == record && !known.IsOver) => new CaseRefusal(Obstacle.State, CaseFaults.IsOpen),
        _ => null,
    };
}

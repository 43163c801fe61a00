using System.Collections.Immutable;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>The codes of terms that repairs run under.</summary>
internal static class RepairTerms
{
    public const string Acceptance = "T03";
    public const string Result = "T04";
    public const string Sharing = "T13";
}

/// <summary>Takes an application for repair in. Incomplete, it is returned with what is missing; complete, the initiating unit has to decide on acceptance.</summary>
internal static class RepairOpening
{
    public static CaseOutcome Judge(Standing standing, RepairDraft draft, CaseContext context)
    {
        if (Obstacle(standing, draft, context) is { } fault)
        {
            return new CaseOutcome(standing, null, [], [], new CaseRefusal(Workflows.Obstacle.State, fault));
        }

        var turn = new CaseTurn(standing, context, Opened(standing, draft, context));
        turn.Enter("Submit", draft.Organisation, turn.Case);
        var missing = Missing(draft);
        return missing.IsEmpty
            ? turn.Outcome()
            : turn.Move(
                "ReturnForCorrection", null, Workflow, [CaseFacts.MaterialMissing], known => known with { Missing = missing, Deadlines = [] }).Outcome();
    }

    /// <summary>The check for completeness is made on behalf of the unit that decides.</summary>
    private static readonly IReadOnlySet<Workflows.Role> Workflow = new HashSet<Workflows.Role> { Workflows.Role.Initiator };

    private static RepairCase Opened(Standing standing, RepairDraft draft, CaseContext context) => new()
    {
        Id = draft.Case,
        State = context.Workflows[nameof(CaseKind.Repair)].Workflow.Start,
        Record = draft.Record,
        OpenedAt = context.At,
        OpenedBy = draft.Organisation,
        Materials = draft.Materials,
        BySingleWindow = draft.BySingleWindow,
        Edition = context.Edition.Id,
        PossibleFrom = RepairPeriods.PossibleFrom(standing.Find(draft.Record)!, context.Edition),
        Deadlines = [CaseDeadline.Of(RepairTerms.Acceptance, context.Today, context), CaseDeadline.Of(RepairTerms.Result, context.Today, context)],
    };

    private static Fault? Obstacle(Standing standing, RepairDraft draft, CaseContext context) => standing.Find(draft.Record) switch
    {
        null => CaseFaults.NoRecord,
        { Mirror: not null } => CaseFaults.OfAnother,
        { Repair: not null } or { Withdrawal: not null } => CaseFaults.RecordGone,
        { } record when !RepairPeriods.IsRepairable(record, context.Edition) => CaseFaults.NotRepairable,
        _ when standing.Cases.Values.OfType<RepairCase>().Any(known => known.Record == draft.Record && known is { IsOver: false }) => CaseFaults.IsOpen,
        _ => null,
    };

    private static ImmutableArray<string> Missing(RepairDraft draft) =>
    [
        .. new[] { MaterialKind.Application, MaterialKind.Identity }.Except(draft.Materials.Select(static material => material.Kind))
            .Select(static kind => $"materials.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}"),
    ];
}

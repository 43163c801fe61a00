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
    public const string Joined = nameof(Joined);

    public static CaseOutcome Judge(Standing standing, RepairDraft draft, CaseContext context)
    {
        if (Open(standing, draft) is { } open && Join(standing, open, draft, context) is { } joined)
        {
            return joined;
        }

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

    private static RepairCase? Open(Standing standing, RepairDraft draft) =>
        standing.Cases.Values.OfType<RepairCase>().FirstOrDefault(known => known.Record == draft.Record && !known.IsOver);

    /// <summary>The second channel finds the case of the first and adds its materials; sent again, it finds it unchanged.</summary>
    private static CaseOutcome? Join(Standing standing, RepairCase open, RepairDraft draft, CaseContext context)
    {
        if (open.Joined is { } before)
        {
            return before.Organisation == draft.Organisation && before.BySingleWindow == draft.BySingleWindow ? new CaseOutcome(standing, open, [], [], null) : null;
        }

        return open.BySingleWindow == draft.BySingleWindow ? null : new CaseTurn(standing, context, open)
            .Enter(Joined, draft.Organisation, open with
            {
                Joined = new SecondChannel(draft.Organisation, draft.BySingleWindow, context.At),
                Bankruptcy = open.Bankruptcy || (draft.Bankruptcy && Shows(draft, MaterialKind.CourtRuling)),
                Materials = [.. open.Materials.Concat(draft.Materials).Distinct()],
            })
            .Outcome();
    }

    private static bool Shows(RepairDraft draft, MaterialKind kind) => draft.Materials.Any(material => material.Kind == kind);

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
        Bankruptcy = draft.Bankruptcy,
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
        _ when Open(standing, draft) is not null => CaseFaults.IsOpen,
        _ => null,
    };

    private static MaterialKind[] Needed(RepairDraft draft) =>
        draft.Bankruptcy ? [MaterialKind.Application, MaterialKind.Identity, MaterialKind.CourtRuling] : [MaterialKind.Application, MaterialKind.Identity];

    private static ImmutableArray<string> Missing(RepairDraft draft) =>
    [
        .. Needed(draft).Except(draft.Materials.Select(static material => material.Kind))
            .Select(static kind => $"materials.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}"),
    ];
}

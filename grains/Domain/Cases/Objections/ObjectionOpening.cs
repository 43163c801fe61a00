using System.Collections.Immutable;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases.Objections;

/// <summary>The codes of terms that objections run under.</summary>
internal static class ObjectionTerms
{
    /// <summary>Verification and handling, from receipt (plan art. 14).</summary>
    public const string Verification = "T01";

    /// <summary>Setting right what rested on a record that was wrong, from the day on which it was found.</summary>
    public const string Restoration = "T14";
}

/// <summary>Takes an objection in: complete, it is accepted, marked and suspends in this very turn; incomplete, it is returned with what is missing.</summary>
internal static class ObjectionOpening
{
    public static CaseOutcome Judge(Standing standing, ObjectionDraft draft, CaseContext context)
    {
        var turn = new CaseTurn(standing, context, Opened(standing, draft, context));
        if (Obstacle(standing, draft) is { } fault)
        {
            return turn.Refuse(Workflows.Obstacle.State, fault).Outcome();
        }

        turn.Enter("Submit", draft.Organisation, turn.Case);
        var missing = Missing(draft);
        return missing.IsEmpty
            ? Accept(turn, draft, context).Outcome()
            : turn.Move("ReturnForCorrection", null, CaseRoles.Platform, [CaseFacts.MaterialMissing], known => known with { Missing = missing }).Outcome();
    }

    private static CaseTurn Accept(CaseTurn turn, ObjectionDraft draft, CaseContext context)
    {
        var due = CaseDeadline.Of(ObjectionTerms.Verification, context.Today, context);
        var disputed = turn.Record.Revision;
        return turn
            .Move("Accept", null, CaseRoles.Platform, [CaseFacts.SubmissionComplete], known => (ObjectionCase)known with { Deadlines = [due], Disputed = disputed })
            .Mark(record => record with { Dispute = new DisputeMark(draft.Case, context.Today, due.DueOn) })
            .Move("Annotate", null, CaseRoles.Platform, CaseFacts.Holding((CaseFacts.MarkSet, turn.Record.Dispute?.Objection == draft.Case)));
    }

    private static ObjectionCase Opened(Standing standing, ObjectionDraft draft, CaseContext context) => new()
    {
        Id = draft.Case,
        State = context.Workflows[nameof(CaseKind.Objection)].Workflow.Start,
        Record = draft.Record,
        OpenedAt = context.At,
        OpenedBy = draft.Organisation,
        Materials = draft.Materials,
        Source = draft.Source,
        Grounds = draft.Grounds,
        Statement = draft.Statement,
        Repeats = Earlier(standing, draft.Record)?.Id,
    };

    private static ObjectionCase? Earlier(Standing standing, RecordRef record) =>
        standing.Cases.Values.OfType<ObjectionCase>().Where(known => known.Record == record && known.ConcludedAt is not null).MaxBy(static known => known.ConcludedAt);

    private static Fault? Obstacle(Standing standing, ObjectionDraft draft) => standing.Find(draft.Record) switch
    {
        null => CaseFaults.NoRecord,
        { Mirror: not null } => CaseFaults.OfAnother,
        { Repair: not null } or { Withdrawal: not null } => CaseFaults.RecordGone,
        _ when standing.Cases.Values.OfType<ObjectionCase>().Any(known => known.Record == draft.Record && known is { ConcludedAt: null, IsOver: false }) => CaseFaults.IsOpen,
        _ => null,
    };

    /// <summary>What a complete submission holds (found: practice of other cities): application, operator's identity, proof and commitment of an applicant; proof of a complaint.</summary>
    private static ImmutableArray<string> Missing(ObjectionDraft draft)
    {
        MaterialKind[] needed = draft.Source switch
        {
            ObjectionSource.Applicant => [MaterialKind.Application, MaterialKind.Identity, MaterialKind.Proof, MaterialKind.Commitment],
            ObjectionSource.Complaint => [MaterialKind.Proof],
            _ => [],
        };
        return
        [
            .. draft.Grounds.IsEmpty ? ["grounds"] : (string[])[],
            .. draft.Statement is null ? ["statement"] : (string[])[],
            .. needed.Except(draft.Materials.Select(static material => material.Kind)).Select(static kind => $"materials.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}"),
        ];
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>Tasks, listings and promises follow their record: suspended, resumed and lifted in the very append that disputes, settles or ends it, without anybody's doing.</summary>
public static class Following
{
    private const string Actor = "linkage";
    private const string Repaired = "RepairApproved";
    private static readonly FrozenSet<Role> Anybody = FrozenSet.Create(Role.Platform, Role.Implementer);

    /// <summary>What is to be entered after events that led to a standing; empty when nothing follows.</summary>
    public static ImmutableArray<CaseMoved> After(Standing standing, Edition edition, DateTimeOffset at)
    {
        if (standing.Cases.IsEmpty && !standing.Records.Any(static record => record is CommitmentRecord))
        {
            return [];
        }

        var moment = new Moment(at);
        var holds = new Holds(standing, edition, moment);
        return
        [
            .. PushedPromises.After(standing, edition, at, Actor),
            .. standing.Cases.Values.OfType<ListingCase>().Where(static known => !known.IsOver).SelectMany(known => ListingFollowing.After(known, standing, edition, at, Actor)),
            .. standing.Cases.Values.OfType<JointActionCase>().Where(static known => !known.IsOver).SelectMany(known => Moves(known, standing, holds, edition, moment, at)),
        ];
    }

    private static IEnumerable<CaseMoved> Moves(JointActionCase known, Standing standing, Holds holds, Edition edition, Moment moment, DateTimeOffset at)
    {
        var record = standing.Find(known.Record)!;
        string? followed = null;
        ImmutableArray<ActionTask> tasks =
        [
            .. known.Tasks.Select(task =>
            {
                var (now, happened) = task.IsOver ? (task, null) : Followed(task, record, holds, edition, moment);
                followed = happened ?? followed;
                return now;
            }),
        ];
        return followed is null ? [] : [new CaseMoved { At = at, Actor = Actor, Step = followed, IsTold = true, Case = ActionStep.Settled(known with { Tasks = tasks }) }];
    }

    /// <summary>The task after what happened to its record, and what that was; null when nothing did.</summary>
    private static (ActionTask Task, string? Event) Followed(ActionTask task, PublicCreditRecord record, Holds holds, Edition edition, Moment moment)
    {
        var (now, eased) = Eased(task, record);
        return Event(now, record, holds, edition, moment) is { } happened && Moved(now, happened, CaseFacts.RestsOnDisputed) is { } place
            ? (now.At(place), happened)
            : (now, eased);
    }

    /// <summary>A repair in part takes measures off the task: some, and what was executed is eased; all, and it is lifted.</summary>
    private static (ActionTask Task, string? Event) Eased(ActionTask task, PublicCreditRecord record)
    {
        ImmutableArray<string> left = [.. task.Codes.Where(code => task.Rule is null || !record.IsEased(code))];
        if (left.Length == task.Codes.Length || record.Repair is not null || record.Withdrawal is not null)
        {
            return (task, null);
        }

        return left.IsEmpty
            ? (task.At(Moved(task, Repaired, "")!), Repaired)
            : (task.At(task.State == "Executed" ? Moved(task, Repaired, CaseFacts.Partly)! : task.Place) with { Codes = left }, Repaired);
    }

    private static WorkflowPlace? Moved(ActionTask task, string happened, string fact) =>
        WorkflowBook.Product[nameof(CaseKind.JointAction)].Move(task.Place, happened, Anybody, FrozenSet.Create(fact)).Place;

    /// <summary>What the record's state means for a task; null when nothing. A statutory ban is not stayed by an objection; a shielded record asks nothing of anybody meanwhile.</summary>
    private static string? Event(ActionTask task, PublicCreditRecord record, Holds holds, Edition edition, Moment moment)
    {
        if (record.Withdrawal is not null)
        {
            return "FoundWrong";
        }

        if (record.Repair is not null)
        {
            return Repaired;
        }

        if (!Terms.IsInForce(record with { Shield = null }, edition, moment))
        {
            return task.State is "Executed" or "Eased" && record.Removal is null ? "TermEnded" : "RecordRemoved";
        }

        var isStatutory = edition.Rules.Any(rule => rule.Id == task.Rule && rule.Statutory);
        var isHeld = record.Shield is not null || holds.On(record) is { } hold && (hold.Kind == HoldKind.Stay || !isStatutory);
        return (isHeld, task.State) switch
        {
            (true, not "Suspended") => "ObjectionAccepted",
            (false, "Suspended") => "Upheld",
            _ => null,
        };
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Actions;

/// <summary>Tasks follow their record: suspended, resumed and lifted in the very append that disputes, settles or ends it, without anybody's doing.</summary>
public static class Following
{
    private const string Actor = "linkage";
    private static readonly FrozenSet<Role> Anybody = FrozenSet.Create(Role.Platform, Role.Implementer);

    /// <summary>What is to be entered after events that led to a standing; empty when nothing follows.</summary>
    public static ImmutableArray<CaseMoved> After(Standing standing, Edition edition, DateTimeOffset at)
    {
        if (standing.Cases.IsEmpty)
        {
            return [];
        }

        var moment = new Moment(at);
        var holds = new Holds(standing, edition, moment);
        return [.. standing.Cases.Values.OfType<JointActionCase>().Where(static known => !known.IsOver).SelectMany(known => Moves(known, standing, holds, edition, moment, at))];
    }

    private static IEnumerable<CaseMoved> Moves(JointActionCase known, Standing standing, Holds holds, Edition edition, Moment moment, DateTimeOffset at)
    {
        var record = standing.Find(known.Record)!;
        string? followed = null;
        ImmutableArray<ActionTask> tasks =
        [
            .. known.Tasks.Select(task =>
            {
                if (task.IsOver || Event(task, record, holds, edition, moment) is not { } happened)
                {
                    return task;
                }

                var moved = WorkflowBook.Product[nameof(CaseKind.JointAction)].Move(task.Place, happened, Anybody, FrozenSet.Create(CaseFacts.RestsOnDisputed));
                followed = moved.Place is null ? followed : happened;
                return moved.Place is { } place ? task.At(place) : task;
            }),
        ];
        return followed is null ? [] : [new CaseMoved { At = at, Actor = Actor, Step = followed, IsTold = true, Case = ActionStep.Settled(known with { Tasks = tasks }) }];
    }

    /// <summary>What the record's state means for a task; null when nothing. A statutory ban is not stayed by an objection.</summary>
    private static string? Event(ActionTask task, PublicCreditRecord record, Holds holds, Edition edition, Moment moment)
    {
        if (record.Withdrawal is not null)
        {
            return "FoundWrong";
        }

        if (record.Repair is not null)
        {
            return "RepairApproved";
        }

        if (!Terms.IsInForce(record, edition, moment))
        {
            return task.State == "Executed" && record.Removal is null ? "TermEnded" : "RecordRemoved";
        }

        var isStatutory = edition.Rules.Any(rule => rule.Id == task.Rule && rule.Statutory);
        var isHeld = holds.On(record) is { } hold && (hold.Kind == HoldKind.Stay || !isStatutory);
        return (isHeld, task.State) switch
        {
            (true, not "Suspended") => "ObjectionAccepted",
            (false, "Suspended") => "Upheld",
            _ => null,
        };
    }
}

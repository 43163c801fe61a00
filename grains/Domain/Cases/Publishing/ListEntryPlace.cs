using System.Collections.Frozen;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Publishing;

/// <summary>Where an entry on a list stands in the workflow ListEntry. Days are legal days in China, both inclusive.</summary>
/// <param name="EndsOn">Last day of the term; null when none is foreseen.</param>
/// <remarks>
/// Notice, defence and decision are the initiating unit's procedure, and its push is its word for them: a clause of the basis must be known, and no opposite list in force,
/// before the platform publishes. From then on the state follows from the record, by the transitions of the workflow.
/// </remarks>
public sealed record ListEntryPlace(RecordRef Record, string State, DateOnly From, DateOnly? EndsOn)
{
    private const string Code = "ListEntry";

    private static readonly FrozenSet<Role> Everybody = FrozenSet.Create(Enum.GetValues<Role>());

    private static readonly FrozenSet<string> Word = FrozenSet.Create("subject-told", "defence-heard", "basis-present", "no-opposite-list", "mark-set", "restoration-opened", "statement-published");

    public static ListEntryPlace Of(ListEntryRecord record, Edition edition, DateTimeOffset at)
    {
        var place = new WorkflowPlace(WorkflowBook.Product[Code].Workflow.Start);
        foreach (var happened in Events(record, Terms.StateOf(record with { Withdrawal = null, Repair = null, Removal = null, Shield = null }, edition, new Moment(at))))
        {
            place = WorkflowBook.Product[Code].Move(place, happened, Everybody, Word).Place ?? place;
        }

        return new ListEntryPlace(record.Ref, place.State, Terms.FirstDay(record), Terms.LastDay(record, edition));
    }

    private static IEnumerable<string> Events(ListEntryRecord record, TermState term)
    {
        foreach (var happened in (string[])["NotifySubject", "Decide", "Publish"])
        {
            yield return happened;
        }

        if (term != TermState.NotYet)
        {
            yield return "Activate";
        }

        if (record.Repair is not null)
        {
            yield return "RepairApproved";
        }
        else if (record.Withdrawal is not null)
        {
            yield return "ObjectionAccepted";       // by its source's own finding, where nobody objected
            yield return "FoundWrong";
        }
        else if (record.Removal is not null || term == TermState.Past)
        {
            yield return record.Removal is not null ? "EarlyRemoval" : "TermEnded";
        }
        else if (record.Dispute is not null)
        {
            yield return "ObjectionAccepted";
        }
    }
}

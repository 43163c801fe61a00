using System.Collections.Frozen;
using CreditGate.Domain.Cases.Publishing;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Listings;

/// <summary>A listing follows its entry once that is published: in force, in dispute, removed, withdrawn.</summary>
internal static class ListingFollowing
{
    private static readonly FrozenSet<Role> Anybody = FrozenSet.Create(Enum.GetValues<Role>());
    private static readonly FrozenSet<string> Facts = FrozenSet.Create(CaseFacts.MarkSet, "restoration-opened", "statement-published");

    public static IEnumerable<CaseMoved> After(ListingCase known, Standing standing, Edition edition, DateTimeOffset at, string actor)
    {
        if (known.PublishedOn is null || standing.Find(known.Record) is not ListEntryRecord entry)
        {
            yield break;
        }

        foreach (var happened in Events(known.State, entry, edition, at))
        {
            var place = WorkflowBook.Product[nameof(CaseKind.ListEntry)].Move(known.Place, happened, Anybody, Facts).Place!;
            known = known with { State = place.State, Previous = place.Previous };
            yield return new CaseMoved { At = at, Actor = actor, Step = happened, IsTold = true, Case = known };
        }
    }

    private static string[] Events(string state, ListEntryRecord entry, Edition edition, DateTimeOffset at)
    {
        var target = entry.Withdrawal is not null ? "Withdrawn" : ListEntryPlace.Of(entry, edition, at).State;
        return (state, target) switch
        {
            ("Published", "Published") => [],
            ("Published", _) => ["Activate", .. FromActive(target, entry)],
            ("Active", _) => FromActive(target, entry),
            ("UnderVerification", "Active") => ["Upheld"],
            ("UnderVerification", "Withdrawn") => ["FoundWrong"],
            ("UnderVerification", "Removed") when entry.Dispute is null => ["Upheld", End(entry)],     // what ends meanwhile waits for the verification
            _ => [],
        };
    }

    private static string[] FromActive(string target, ListEntryRecord entry) => target switch
    {
        "UnderVerification" => ["ObjectionAccepted"],
        "Withdrawn" => ["ObjectionAccepted", "FoundWrong"],     // by its source's own finding
        "Removed" => [End(entry)],
        _ => [],
    };

    private static string End(ListEntryRecord entry) => entry switch
    {
        { Repair: not null } => "RepairApproved",
        { Removal: not null } => "EarlyRemoval",
        _ => "TermEnded",
    };
}

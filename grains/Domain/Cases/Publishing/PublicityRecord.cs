using System.Collections.Frozen;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Publishing;

/// <summary>Where the publicity of a permit or penalty stands. Days are legal days in China.</summary>
/// <param name="State">State of the workflow PublicityRecord.</param>
/// <param name="From">First day of publicity; null when the record is not published.</param>
/// <param name="MinimumServedOn">First day on which the minimum is served; null where there is none.</param>
/// <param name="EndsOn">Last day of publicity, inclusive; null when none is foreseen.</param>
/// <param name="IsPublic">Whether the public may see it now.</param>
/// <param name="Refused">Code of the guard that keeps it from being published; null when nothing does.</param>
public sealed record PublicityRecord(
    RecordRef Record, string State, DateOnly? From, DateOnly? MinimumServedOn, DateOnly? EndsOn, bool IsPublic, string? Refused)
{
    private const string Code = nameof(PublicityRecord);

    private static readonly FrozenSet<Role> Everybody = FrozenSet.Create(Enum.GetValues<Role>());

    /// <summary>Null for kinds that double publicity does not know.</summary>
    /// <remarks>Nothing is kept: the state follows from the record, the edition and the day, by the transitions of the workflow.</remarks>
    public static PublicityRecord? Of(PublicCreditRecord record, Edition edition, DateTimeOffset at)
    {
        if (record is not (PenaltyRecord or PermitRecord) || record.Mirror is not null)
        {
            return null;
        }

        var today = LegalTime.DateOf(at);
        var from = (record as PenaltyRecord)?.PublishedOn ?? record.DecidedOn;
        var minimum = record is PenaltyRecord ? Repairs.RepairPeriods.PossibleFrom(record, edition) : (DateOnly?)null;
        var last = record is PenaltyRecord penalty ? Decisions.Publicity.LastDay(penalty, edition) : record.Until;
        var facts = IsPublishable(record, edition) ? FrozenSet.Create("publishable") : [];
        var (place, refused) = (new WorkflowPlace(WorkflowBook.Product[Code].Workflow.Start), (string?)null);
        foreach (var happened in Events(record, today, from, minimum, last))
        {
            var moved = WorkflowBook.Product[Code].Move(place, happened, Everybody, facts);
            (place, refused) = (moved.Place ?? place, moved.Obstacle == Obstacle.Guard ? moved.Refusal!.Code : refused);
        }

        var isPublic = place.State is "Published" or "MinimumServed" && Terms.IsUsable(record) && record.Removal is null;
        var isPublished = facts.Count > 0;
        return new PublicityRecord(record.Ref, place.State, isPublished ? from : null, isPublished ? minimum : null, isPublished ? last : null, isPublic, refused);
    }

    /// <summary>What has happened by today, in its order. A record is repaired once its minimum was served, by the periods of the day on which the application was received.</summary>
    private static IEnumerable<string> Events(PublicCreditRecord record, DateOnly today, DateOnly from, DateOnly? minimum, DateOnly? last)
    {
        yield return "Report";
        if (today >= from)
        {
            yield return "Publish";
        }

        if (record.Repair is not null || today >= minimum)
        {
            yield return "MinimumPeriod";
        }

        if (record.Repair is not null)
        {
            yield return "RepairApproved";
        }
        else if (today > last)
        {
            yield return "MaximumPeriod";
        }

        if (record.Withdrawal is not null)
        {
            yield return "DecisionWithdrawn";
        }
    }

    /// <summary>A minor record is published only where its source says so; a permit always is.</summary>
    private static bool IsPublishable(PublicCreditRecord record, Edition edition) => record is not PenaltyRecord penalty
        || penalty.PublishedOn is not null
        || edition.Publicity.For(edition.SeverityOf(penalty)).PublishedByDefault;
}

using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>When a record can be repaired, by the periods of an edition.</summary>
public static class RepairPeriods
{
    public static bool IsRepairable(PublicCreditRecord record, Edition edition) => record switch
    {
        PenaltyRecord => true,
        ListEntryRecord entry => edition.Lists.TryGetValue(entry.List, out var list) && list.Kind is ListKind.SeriousDishonesty or ListKind.Abnormal,
        _ => false,
    };

    /// <summary>The first day on which an application can be accepted: the day on which the minimum publicity ends, in calendar months from its first.</summary>
    /// <remarks>An entry on a list of serious dishonesty is a serious record (found); one on an abnormal list has no minimum of its own.</remarks>
    public static DateOnly PossibleFrom(PublicCreditRecord record, Edition edition) => record switch
    {
        PenaltyRecord penalty => Anchor(penalty, edition).AddMonths(edition.Publicity.For(edition.SeverityOf(penalty)).MinimumMonths),
        ListEntryRecord entry when edition.Lists[entry.List].Kind == ListKind.SeriousDishonesty => entry.ListedOn.AddMonths(edition.Publicity.For(Severity.Serious).MinimumMonths),
        _ => record.DecidedOn,
    };

    /// <summary>The first day on which an application that is received that day can be accepted that day, and the edition that judges it: the one in force then.</summary>
    /// <param name="from">No day before this one is looked at.</param>
    public static (DateOnly Day, Edition Edition) FirstPossible(PublicCreditRecord record, Catalogue catalogue, DateOnly from)
    {
        foreach (var edition in catalogue.Editions)
        {
            var day = new[] { PossibleFrom(record, edition), LegalTime.DateOf(edition.StartsAt), record.DecidedOn, from }.Max();
            if (edition.EndsAt is not { } end || LegalTime.StartOf(day) < end)
            {
                return (day, edition);
            }
        }

        throw new InvalidOperationException("The last edition has no end.");
    }

    private static DateOnly Anchor(PenaltyRecord penalty, Edition edition) =>
        edition.Publicity.Anchor == PublicityAnchor.Publication ? penalty.PublishedOn ?? penalty.DecidedOn : penalty.DecidedOn;
}

using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Tests.Changes;

/// <summary>One enterprise from day to day, and the last entry that the feed has of it.</summary>
internal sealed class Story(Catalogue? catalogue = null)
{
    private static readonly Catalogue Product = CatalogueLoader.Load();

    private readonly Catalogue _catalogue = catalogue ?? Product;

    public Standing Standing { get; private set; } = Standing.Unknown(SubjectKey.Of(FictionalCodes.Entity(1)));

    /// <summary>Null when the last event told nothing.</summary>
    public StandingChange? Last { get; private set; }

    public DateTimeOffset? DueAt => StandingChanges.DueAt(Standing, _catalogue, Standing.At!.Value);

    public Story On(DateOnly day, PublicCreditRecord record) => Happens(new RecordPushed { At = Noon(day), Actor = "any", Record = record });

    public Story TimePasses(DateTimeOffset until) => Happens(new TermEnded { At = until, Actor = "any" });

    public Story Confirmed(DateOnly day, PublicCreditRecord record) =>
        Happens(new RecordConfirmed { At = Noon(day), Actor = "any", Record = record.Ref, Revision = new Revision(99, Noon(day), 1) });

    /// <summary>Turns of the last entry: what, by which rule, with its hold.</summary>
    public (EffectTurn Turn, string? Rule, HoldReason? Hold)[] Turns =>
        [.. (Last?.Effects ?? []).Select(static effect => (effect.Turn, effect.Rule, effect.Hold?.Reason))];

    private Story Happens(SubjectEvent happened)
    {
        var after = Standing.Apply(happened);
        Last = StandingChanges.Of(Standing, after, happened, _catalogue);
        Standing = after;
        return this;
    }

    private static DateTimeOffset Noon(DateOnly day) => LegalTime.StartOf(day).AddHours(12);
}

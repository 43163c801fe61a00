using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;
using CaseOutcome = CreditGate.Domain.Cases.CaseOutcome;

namespace CreditGate.Actors.Cases;

/// <summary>From what a turn led to, to what the ledger writes in one transaction.</summary>
internal static class CaseAppend
{
    /// <param name="heard">The standing at the first attempt: what linked persons have heard, even if an attempt committed unseen since.</param>
    public static SubjectAppend Of(Standing heard, Standing standing, CaseOutcome outcome, Catalogue catalogue, DateTimeOffset at)
    {
        var told = new ToldStanding(standing, catalogue);
        var changes = ImmutableArray.CreateBuilder<StandingChange>();
        var counts = ImmutableArray.CreateBuilder<CoverageCount>();
        var (passed, edition) = (standing, catalogue.At(at));
        foreach (var happened in outcome.Events)
        {
            counts.AddRange(Punctuality.Of(passed, happened, edition));
            passed = passed.Apply(happened);
            if (told.Tell(passed, happened) is { } change)
            {
                changes.Add(change);
            }
        }

        return new SubjectAppend(
            standing.Key, standing.Version, outcome.Events, [.. outcome.Records.Select(key => passed.Find(key)!)],
            Mirrors.Owed(heard, passed, outcome.Records, LegalTime.DateOf(at)))
        {
            Changes = changes.ToImmutable(),
            DueAt = told.DueAt,
            Cases = outcome.Cases,
            Counts = counts.ToImmutable(),
        };
    }
}

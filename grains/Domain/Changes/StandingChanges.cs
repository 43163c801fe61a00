using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Changes;

/// <summary>From an event to what the feed tells of it.</summary>
public static class StandingChanges
{
    /// <summary>Null when nothing changed but the order of revisions. For several events on end, one <see cref="ToldStanding"/> costs less.</summary>
    public static StandingChange? Of(Standing before, Standing after, SubjectEvent happened, Catalogue catalogue) => new ToldStanding(before, catalogue).Tell(after, happened);

    /// <summary>The next instant after <paramref name="at"/> at which time alone may change what the standing brings about; null when none is foreseen.</summary>
    public static DateTimeOffset? DueAt(Standing standing, Catalogue catalogue, DateTimeOffset at) => StandingState.Of(standing, catalogue, at).ChangesAt;
}

using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Changes;

/// <summary>From an event to what the feed tells of it.</summary>
public static class StandingChanges
{
    /// <summary>Null when nothing changed but the order of revisions.</summary>
    public static StandingChange? Of(Standing before, Standing after, SubjectEvent happened, Catalogue catalogue) => happened is RecordPushed pushed
        ? new StandingChange
        {
            Kind = before.Find(pushed.Record.Ref) is null ? ChangeKind.RecordCreated : ChangeKind.RecordRevised,
            At = happened.At,
            Edition = catalogue.At(happened.At).Id,
            Subject = after.Key.Value,
            Version = after.Version,
            Record = pushed.Record.Ref,
        }
        : null;

    /// <summary>The next instant after <paramref name="at"/> at which time alone may change what the standing brings about; null when none is foreseen.</summary>
    public static DateTimeOffset? DueAt(Standing standing, Catalogue catalogue, DateTimeOffset at) => null;
}

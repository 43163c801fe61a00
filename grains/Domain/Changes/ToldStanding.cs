using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Changes;

/// <summary>What the feed has told of a subject, and what there is to tell of the next event.</summary>
/// <remarks>
/// What was told holds for the instant of the newest event, so an entry tells what its event changed and what time changed since the event before:
/// replaying a subject's entries always leads to what its standing brings about.
/// </remarks>
public sealed class ToldStanding(Standing standing, Catalogue catalogue)
{
    private Standing _standing = standing;
    private StandingState? _state;

    /// <summary>The next instant at which time alone may change what was told; null when none is foreseen, or nothing happened yet.</summary>
    public DateTimeOffset? DueAt => _standing.At is { } at ? (_state ??= StandingState.Of(_standing, catalogue, at)).ChangesAt : null;

    /// <summary>Goes on to the standing after an event. Null when there is nothing to tell: no record is another, and nothing else changed.</summary>
    public StandingChange? Tell(Standing after, SubjectEvent happened)
    {
        var (before, wasAt) = (_standing, _standing.At);
        var now = StandingState.Of(after, catalogue, after.At!.Value);
        var was = _state ?? StandingState.Of(before, catalogue, wasAt ?? after.At.Value);
        (_standing, _state) = (after, now);

        var pushed = (happened as RecordPushed)?.Record;
        var told = happened is CaseMoved { IsTold: true } moved ? moved : null;
        var change = new StandingChange
        {
            Kind = told is null ? KindOf(before, pushed) : ChangeKind.CaseMoved,
            At = happened.At,
            Edition = now.Edition.Id,
            EditionBefore = ReferenceEquals(was.Edition, now.Edition) ? null : was.Edition.Id,
            Subject = after.Key.Value,
            Version = after.Version,
            Record = pushed?.Ref,
            Gained = now.Statuses.Without(was.Statuses),
            Lost = was.Statuses.Without(now.Statuses),
            Effects = EffectDifference.Between(was, now, pushed?.Ref),
            Case = told is null ? null : CaseChange.Of(told),
        };
        return change is { Case: null, Record: null, Gained: null, Lost: null, Effects: null } ? null : change;
    }

    private static ChangeKind KindOf(Standing before, PublicCreditRecord? pushed) => (pushed, pushed is null ? null : before.Find(pushed.Ref)) switch
    {
        (null, _) => ChangeKind.TermEnded,
        ({ Withdrawal: not null }, null or { Withdrawal: null }) => ChangeKind.RecordWithdrawn,
        (_, null) => ChangeKind.RecordCreated,
        _ => ChangeKind.RecordRevised,
    };
}

using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>What linked persons must hear because of a record on an entity.</summary>
internal static class Mirrors
{
    /// <summary>The record for every person it names; for one it no longer names, the record as withdrawn.</summary>
    public static ImmutableArray<PendingMirror> Owed(Standing before, PublicCreditRecord record, DateOnly today)
    {
        if (before.Key.Kind == SubjectKinds.Person)
        {
            return [];
        }

        var noLonger = (before.Find(record.Ref)?.Linked ?? []).Where(person => record.Linked.All(named => named.Subject != person.Subject));
        return
        [
            .. record.Linked.Select(person => Mirror(before.Key, record, person)),
            .. noLonger.Select(person => Mirror(before.Key, record with { Withdrawal = new WithdrawalMark(today, null) }, person)),
        ];
    }

    private static PendingMirror Mirror(SubjectKey entity, PublicCreditRecord record, LinkedPerson person) =>
        SubjectKey.TryParse(person.Subject, out var key)
            ? new PendingMirror(key, record with { Linked = [], Mirror = new MirrorOf(entity.Value, person.Role) })
            : throw new InvalidDataException("A linked person's key is not a subject key.");
}

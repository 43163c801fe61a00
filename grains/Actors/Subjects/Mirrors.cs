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
    /// <summary>The record for every person it names, with all roles; for one it no longer names, the record as withdrawn.</summary>
    /// <param name="before">The standing that the persons have heard of.</param>
    /// <param name="record">The record as it stands now.</param>
    public static ImmutableArray<PendingMirror> Owed(Standing before, PublicCreditRecord record, DateOnly today)
    {
        if (before.Key.Kind == SubjectKinds.Person)
        {
            return [];
        }

        var named = Persons(record.Linked);
        var withdrawn = record with { Withdrawal = new WithdrawalMark(today, null) };
        return
        [
            .. named.Select(person => Mirror(before.Key, record, person)),
            .. Persons(before.Find(record.Ref)?.Linked ?? []).ExceptBy(named.Select(static person => person.Key), static person => person.Key)
                .Select(person => Mirror(before.Key, withdrawn, person)),
        ];
    }

    /// <summary>Each person once: a stream keeps one copy of a record, which holds every role.</summary>
    private static IGrouping<string, LinkedRole>[] Persons(ImmutableArray<LinkedPerson> linked) =>
        [.. linked.GroupBy(static person => person.Subject, static person => person.Role)];

    private static PendingMirror Mirror(SubjectKey entity, PublicCreditRecord record, IGrouping<string, LinkedRole> person) =>
        SubjectKey.TryParse(person.Key, out var key)
            ? new PendingMirror(key, record with { Linked = [], Mirror = new MirrorOf(entity.Value, [.. person.Distinct().Order()]) })
            : throw new InvalidDataException("A linked person's key is not a subject key.");
}

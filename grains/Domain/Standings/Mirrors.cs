using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Standings;

/// <summary>A record that a linked person's stream must receive.</summary>
/// <param name="Person">Key of the person.</param>
/// <param name="Record">The mirrored record, with <see cref="PublicCreditRecord.Mirror"/> set.</param>
public sealed record PendingMirror(SubjectKey Person, PublicCreditRecord Record);

/// <summary>What linked persons must hear because of records on an entity.</summary>
public static class Mirrors
{
    /// <summary>The records as they stand for every person they name, with all roles; for one they no longer name, as withdrawn.</summary>
    /// <param name="before">The standing that the persons have heard of.</param>
    /// <param name="after">The standing now.</param>
    /// <param name="pushed">The records that were pushed; the stays of them reach whomever they reach, whichever came first.</param>
    public static ImmutableArray<PendingMirror> Owed(Standing before, Standing after, IEnumerable<RecordRef> pushed, DateOnly today)
    {
        if (after.Key.Kind == SubjectKinds.Person || !NamesAnybody(before, after))
        {
            return [];
        }

        var records = pushed.Select(key => after.Find(key)!).ToArray();
        var stays = after.Records.OfType<StayRecord>().Where(stay => records.Any(stay.Stays));
        return [.. records.Concat(stays).DistinctBy(static record => record.Ref).SelectMany(record => Owed(before, after, record, today))];
    }

    /// <summary>Whether any record names a person, or did: most standings owe nobody anything.</summary>
    public static bool NamesAnybody(Standing before, Standing after) => NamesAnybody(after) || NamesAnybody(before);

    private static bool NamesAnybody(Standing standing)
    {
        foreach (var record in standing.Records)
        {
            if (!record.Linked.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<PendingMirror> Owed(Standing before, Standing after, PublicCreditRecord record, DateOnly today)
    {
        var named = Persons(Concerned(record, after));
        var noLonger = Persons(before.Find(record.Ref) is { } earlier ? Concerned(earlier, before) : [])
            .ExceptBy(named.Select(static person => person.Key), static person => person.Key);
        var withdrawn = record with { Withdrawal = new WithdrawalMark(today, null) };
        return [.. named.Select(person => Mirror(after.Key, record, person)), .. noLonger.Select(person => Mirror(after.Key, withdrawn, person))];
    }

    /// <summary>Whom a record names; a stay concerns everybody whom the stayed record names, too.</summary>
    private static ImmutableArray<LinkedPerson> Concerned(PublicCreditRecord record, Standing standing) => record is StayRecord stay
        ? [.. stay.Linked, .. standing.Records.Where(stay.Stays).SelectMany(static stayed => stayed.Linked)]
        : record.Linked;

    /// <summary>Each person once: a stream keeps one copy of a record, which holds every role.</summary>
    private static IGrouping<string, LinkedRole>[] Persons(ImmutableArray<LinkedPerson> linked) =>
        [.. linked.GroupBy(static person => person.Subject, static person => person.Role)];

    private static PendingMirror Mirror(SubjectKey entity, PublicCreditRecord record, IGrouping<string, LinkedRole> person) =>
        SubjectKey.TryParse(person.Key, out var key)
            ? new PendingMirror(key, record with { Linked = [], Mirror = new MirrorOf(entity.Value, [.. person.Distinct().Order()]) })
            : throw new InvalidDataException("A linked person's key is not a subject key.");
}

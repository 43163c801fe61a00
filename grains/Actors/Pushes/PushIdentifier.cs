using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Actors.Pushes;

/// <summary>Finds the persons of a chunk, all at once, and puts its rows to their subjects.</summary>
internal sealed class PushIdentifier(PersonDirectory persons, ISubjectLedger ledger)
{
    /// <param name="outlivedBy">What newer full snapshots of the source have said the whole of.</param>
    public async ValueTask<PushChunk> Identify(ReadChunk chunk, IReadOnlyList<SnapshotScope> outlivedBy, CancellationToken cancellation)
    {
        var keys = await KeysOf(chunk, cancellation);
        var rejected = ImmutableArray.CreateBuilder<ReadRow>();
        var usable = new List<(int Line, SubjectKey Subject, PushRow Row)>(chunk.Rows.Length);
        foreach (var row in chunk.Rows)
        {
            if (row.Draft is not { } draft)
            {
                rejected.Add(row);
            }
            else if (KeyOf(draft.Subject, keys) is not { } subject)
            {
                rejected.Add(NotThisPerson(row, "subject"));
            }
            else if (LinkedOf(draft.Linked, keys) is { IsDefault: false } linked)
            {
                usable.Add((row.Line, subject, new PushRow(linked.IsEmpty ? draft.Record : draft.Record with { Linked = linked }, true) { IsOutlived = NewerSnapshots.Outlive(outlivedBy, draft.Record) }));
            }
            else
            {
                rejected.Add(NotThisPerson(row, "linked"));
            }
        }

        return Placed(chunk, usable, rejected.ToImmutable());
    }

    private static PushChunk Placed(ReadChunk chunk, List<(int Line, SubjectKey Subject, PushRow Row)> usable, ImmutableArray<ReadRow> rejected)
    {
        // A stable order: the rows of a subject stay in the order of their lines.
        var ordered = Enumerable.Range(0, usable.Count).OrderBy(index => usable[index].Subject.Value, StringComparer.Ordinal).ToArray();
        var subjects = ImmutableArray.CreateBuilder<SubjectRows>();
        var placed = new PlacedRow[usable.Count];
        for (var first = 0; first < ordered.Length;)
        {
            var subject = usable[ordered[first]].Subject;
            var begin = first;
            for (; first < ordered.Length && usable[ordered[first]].Subject == subject; first++)
            {
                placed[ordered[first]] = new PlacedRow(usable[ordered[first]].Line, subjects.Count, first - begin);
            }

            var rows = new PushRow[first - begin];
            for (var index = 0; index < rows.Length; index++)
            {
                rows[index] = usable[ordered[begin + index]].Row;
            }

            subjects.Add(new SubjectRows(subject, ImmutableCollectionsMarshal.AsImmutableArray(rows)));
        }

        return new PushChunk(chunk.LastLine, chunk.Rows.Length, subjects.ToImmutable(), ImmutableCollectionsMarshal.AsImmutableArray(placed), rejected);
    }

    /// <summary>The key of every claim of a person in the chunk; null for one known under another name, and for a key that was never given out.</summary>
    private async ValueTask<Dictionary<SubjectClaim, SubjectKey?>> KeysOf(ReadChunk chunk, CancellationToken cancellation)
    {
        var claims = chunk.Rows.Where(static row => row.Draft is not null)
            .SelectMany(static row => row.Draft!.Linked.Select(static linked => linked.Person).Prepend(row.Draft.Subject))
            .Where(static claim => claim.Kind == SubjectKinds.Person)
            .ToHashSet<SubjectClaim>(ReferenceEqualityComparer.Instance);
        var keys = new Dictionary<SubjectClaim, SubjectKey?>(ReferenceEqualityComparer.Instance);
        if (claims.OfType<PersonClaim>().ToList() is { Count: > 0 } named)
        {
            foreach (var (claim, resolved) in named.Zip(await persons.ResolveOrEnterMany(named)))
            {
                keys[claim] = resolved.Key;
            }
        }

        if (claims.OfType<KeyClaim>().ToList() is { Count: > 0 } given)
        {
            foreach (var (claim, history) in given.Zip(await ledger.Histories([.. given.Select(static claim => claim.Key)], 0, cancellation)))
            {
                keys[claim] = history.Version > 0 ? claim.Key : null;
            }
        }

        return keys;
    }

    private static SubjectKey? KeyOf(SubjectClaim claim, Dictionary<SubjectClaim, SubjectKey?> keys) =>
        claim is KeyClaim { Kind: SubjectKinds.Entity, Key: var key } ? key : keys[claim];

    private static ImmutableArray<LinkedPerson> LinkedOf(ImmutableArray<LinkedClaim> claims, Dictionary<SubjectClaim, SubjectKey?> keys)
    {
        if (claims.IsEmpty)
        {
            return [];
        }

        var linked = ImmutableArray.CreateBuilder<LinkedPerson>(claims.Length);
        foreach (var claim in claims)
        {
            if (KeyOf(claim.Person, keys) is not { } key)
            {
                return default;
            }

            linked.Add(new LinkedPerson(claim.Role, key.Value, (claim.Person as PersonClaim)?.Name.Masked));
        }

        return linked.MoveToImmutable();
    }

    private static ReadRow NotThisPerson(ReadRow row, string field) => row with { Draft = null, Faults = [PersonFaults.NotThisPerson(field)] };
}

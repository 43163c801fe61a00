using System.Security.Cryptography;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Persons;

/// <summary>What a claim of identity led to.</summary>
public enum Resolution
{
    Known,

    /// <summary>Nobody ever told the platform of this person.</summary>
    NotFound,

    /// <summary>The number is known under another name: nothing may be said of anybody.</summary>
    Ambiguous,
}

/// <param name="Key">Set when known.</param>
public readonly record struct Resolved(Resolution Resolution, SubjectKey? Key);

/// <summary>Finds persons by name and number together, through the index of keyed tags. The number goes no further than here.</summary>
public sealed class PersonDirectory(IPersonIndex index, PersonTags tags)
{
    private readonly PersonMemory _memory = new();

    /// <summary>As <see cref="Resolve"/>, from this node's memory alone; null when that does not know.</summary>
    public Resolved? Recall(SubjectClaim claim) => claim switch
    {
        KeyClaim { Key: var key } => new Resolved(Resolution.Known, key),
        PersonClaim(var name, var id) => _memory.Find(tags.TagOf(id)) is { } person ? Match(person, name, id) : null,
        _ => null,
    };

    public async ValueTask<Resolved> Resolve(SubjectClaim claim, CancellationToken cancellation)
    {
        if (claim is KeyClaim { Key: var key })
        {
            return new Resolved(Resolution.Known, key);
        }

        var (name, id) = (PersonClaim)claim;
        var tag = tags.TagOf(id);
        var found = await index.Find(tags.CurrentVersion, tag, cancellation);
        if (found is null)
        {
            return new Resolved(Resolution.NotFound, null);
        }

        _memory.Keep(tag, found);
        return Match(found, name, id);
    }

    /// <summary>As <see cref="Resolve"/>, and enters a person whom a source tells of for the first time.</summary>
    public async Task<Resolved> ResolveOrEnter(SubjectClaim claim)
    {
        if (claim is KeyClaim { Key: var key })
        {
            return new Resolved(Resolution.Known, key);
        }

        var (name, id) = (PersonClaim)claim;
        var person = Candidate(name, id);
        return Match(await index.FindOrAdd(tags.CurrentVersion, person.Tag, person.Candidate), name, id);
    }

    /// <summary>As <see cref="ResolveOrEnter"/> for many, in their order.</summary>
    public async Task<IReadOnlyList<Resolved>> ResolveOrEnterMany(IReadOnlyList<PersonClaim> claims)
    {
        var persons = await index.FindOrAddMany(tags.CurrentVersion, [.. claims.Select(claim => Candidate(claim.Name, claim.Id))]);
        return [.. claims.Zip(persons, (claim, person) => Match(person, claim.Name, claim.Id))];
    }

    private TaggedPerson Candidate(PersonName name, CitizenId id) =>
        new(tags.TagOf(id), new IndexedPerson(new Guid(RandomNumberGenerator.GetBytes(16)), tags.NameTagOf(id, name), name.Masked));

    private Resolved Match(IndexedPerson person, PersonName name, CitizenId id) => tags.NameMatches(person.NameTag, id, name)
        ? new Resolved(Resolution.Known, SubjectKey.OfPerson(person.Id))
        : new Resolved(Resolution.Ambiguous, null);
}

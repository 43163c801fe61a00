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
public sealed class PersonDirectory(IPersonIndex index, PersonSecretChain secrets)
{
    private readonly PersonMemory _memory = new();

    /// <summary>As <see cref="Resolve"/>, from this node's memory alone; null when that does not know.</summary>
    public Resolved? Recall(SubjectClaim claim) => claim switch
    {
        KeyClaim { Key: var key } => new Resolved(Resolution.Known, key),
        PersonClaim(var name, var id) => secrets.Tags is var tags && _memory.Find(tags.TagOf(id)) is { } person ? Match(person, name, id, tags, tags.CurrentVersion) : null,
        _ => null,
    };

    public async ValueTask<Resolved> Resolve(SubjectClaim claim, CancellationToken cancellation)
    {
        if (claim is KeyClaim { Key: var key })
        {
            return new Resolved(Resolution.Known, key);
        }

        var (name, id) = (PersonClaim)claim;
        var tags = secrets.Tags;        // read before whether they are settled: renewed in between, they would be taken for settled
        if (secrets.IsSettled)
        {
            try
            {
                return await Newest(tags, name, id, cancellation);
            }
            catch (NewerPersonSecretException)
            {
                secrets.Renew(tags.CurrentVersion);
            }
        }

        return await WhileRetagged(name, id, cancellation);
    }

    /// <summary>As <see cref="Resolve"/>, and enters a person whom a source tells of for the first time.</summary>
    public async Task<Resolved> ResolveOrEnter(SubjectClaim claim)
    {
        if (claim is KeyClaim { Key: var key })
        {
            return new Resolved(Resolution.Known, key);
        }

        var (name, id) = (PersonClaim)claim;
        return (await ResolveOrEnterMany([new PersonClaim(name, id)]))[0];
    }

    /// <summary>As <see cref="ResolveOrEnter"/> for many, in their order.</summary>
    public async Task<IReadOnlyList<Resolved>> ResolveOrEnterMany(IReadOnlyList<PersonClaim> claims)
    {
        var tags = secrets.Tags;
        try
        {
            return await EnterUnder(tags, claims);
        }
        catch (NewerPersonSecretException)
        {
            secrets.Renew(tags.CurrentVersion);
        }

        return await EnterUnder(secrets.Tags, claims);
    }

    private async Task<IReadOnlyList<Resolved>> EnterUnder(PersonTags tags, IReadOnlyList<PersonClaim> claims)
    {
        var persons = await index.FindOrAddMany(tags.CurrentVersion, [.. claims.Select(claim => Candidate(claim.Name, claim.Id, tags))]);
        return [.. claims.Zip(persons, (claim, person) => Match(person, claim.Name, claim.Id, tags, tags.CurrentVersion))];
    }

    /// <summary>From the oldest secret to the newest, the way persons are moved: nobody is missed between two looks.</summary>
    private async ValueTask<Resolved> WhileRetagged(PersonName name, CitizenId id, CancellationToken cancellation)
    {
        var tags = secrets.Tags;
        if (!await index.HasOlder(tags.CurrentVersion, cancellation))
        {
            secrets.Settle(tags.CurrentVersion);
        }

        for (var version = 1; version < tags.CurrentVersion; version++)
        {
            if (await index.FindOlder(version, tags.TagOfAt(id, version), cancellation) is { } found)
            {
                return Match(found, name, id, tags, version);
            }
        }

        return await Newest(tags, name, id, cancellation);
    }

    private async ValueTask<Resolved> Newest(PersonTags tags, PersonName name, CitizenId id, CancellationToken cancellation)
    {
        var tag = tags.TagOf(id);
        if (await index.Find(tags.CurrentVersion, tag, cancellation) is not { } found)
        {
            return new Resolved(Resolution.NotFound, null);
        }

        _memory.Keep(tag, found);
        return Match(found, name, id, tags, tags.CurrentVersion);
    }

    private static TaggedPerson Candidate(PersonName name, CitizenId id, PersonTags tags) =>
        new(tags.TagOf(id), new IndexedPerson(new Guid(RandomNumberGenerator.GetBytes(16)), tags.NameTagOf(id, name), name.Masked));

    private static Resolved Match(IndexedPerson person, PersonName name, CitizenId id, PersonTags tags, int version) => tags.NameMatchesAt(person.NameTag, id, name, version)
        ? new Resolved(Resolution.Known, SubjectKey.OfPerson(person.Id))
        : new Resolved(Resolution.Ambiguous, null);
}

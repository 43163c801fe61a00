using System.Collections.Immutable;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Previews;

/// <summary>Standings as they would be with some rows more, in the memory of one request: real ones are read, and nothing is written, neither to a grain nor to the index of persons.</summary>
internal sealed class SupposedStandings(IGrainFactory grains, PersonDirectory persons, Edition edition, DateTimeOffset at, CancellationToken cancellation)
{
    private const string Nobody = "preview";

    private readonly Dictionary<SubjectKey, Standing> _standings = [];
    private readonly HashSet<SubjectKey> _persons = [];
    private readonly Dictionary<string, (SubjectKey Key, PersonName Name)> _strangers = new(StringComparer.Ordinal);

    /// <summary>The known persons whose real standings were read.</summary>
    public ImmutableArray<SubjectKey> Persons => [.. _persons];

    /// <summary>Null when name and number do not belong together.</summary>
    public async ValueTask<Standing?> Of(SubjectClaim claim) => await KeyOf(claim) is { } key ? await Of(key) : null;

    /// <summary>Takes a row as a push would, with its mirrors; null when a person in it is known under another name.</summary>
    public async ValueTask<Domain.Standings.Admission?> Take(RecordDraft draft, bool isOrdered)
    {
        var linked = new List<LinkedPerson>();
        foreach (var claim in draft.Linked)
        {
            if (await KeyOf(claim.Person) is not { } person)
            {
                return null;
            }

            linked.Add(new LinkedPerson(claim.Role, person.Value, null));
        }

        if (await KeyOf(draft.Subject) is not { } key)
        {
            return null;
        }

        var before = await Of(key);
        var record = draft.Record with { Linked = [.. linked] };
        var admission = await Admit(key, record, isOrdered);
        foreach (var mirror in admission.Happened is null ? [] : Mirrors.Owed(before, _standings[key], [record.Ref], LegalTime.DateOf(at)))
        {
            await Admit(mirror.Person, mirror.Record, true);
        }

        return admission;
    }

    private async ValueTask<Domain.Standings.Admission> Admit(SubjectKey key, PublicCreditRecord record, bool isOrdered)
    {
        var standing = await Of(key);
        var admission = Domain.Standings.Admission.Judge(standing, record, isOrdered, edition, at, Nobody);
        if (admission.Happened is { } happened)
        {
            _standings[key] = standing.Apply(happened);
        }

        return admission;
    }

    private async ValueTask<Standing> Of(SubjectKey key)
    {
        if (!_standings.TryGetValue(key, out var standing))
        {
            var isStranger = _strangers.Values.Any(stranger => stranger.Key == key);
            standing = isStranger
                ? Standing.Unknown(key)
                : (await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0)).AsTask().WaitAsync(cancellation)).Standing;
            _standings[key] = standing;
            if (key.Kind == SubjectKinds.Person && !standing.IsUnknown)
            {
                _persons.Add(key);
            }
        }

        return standing;
    }

    /// <summary>A person whom nobody knows yet gets a key for this request alone.</summary>
    private async ValueTask<SubjectKey?> KeyOf(SubjectClaim claim)
    {
        var resolved = await persons.Resolve(claim, cancellation);
        if (resolved.Resolution != Resolution.NotFound || claim is not PersonClaim person)
        {
            return resolved.Key;
        }

        if (!_strangers.TryGetValue(person.Id.Value, out var stranger))
        {
            stranger = _strangers[person.Id.Value] = (SubjectKey.OfPerson(Guid.NewGuid()), person.Name);
        }

        return stranger.Name == person.Name ? stranger.Key : null;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Domain.Tests.Scenarios;

/// <summary>The subjects of one scenario: their standings, and a directory of persons by ID number and name.</summary>
internal sealed class Town
{
    private const string Actor = "scenario";

    private readonly Dictionary<SubjectKey, Standing> _standings = [];
    private readonly Dictionary<string, (SubjectKey Key, PersonName Name)> _persons = new(StringComparer.Ordinal);

    /// <summary>The standing of a subject; null when name and number do not belong together.</summary>
    public Standing? Find(SubjectClaim claim) => KeyOf(claim) is { } key ? Of(key) : null;

    /// <returns>The row's outcome, with its reason where there is one.</returns>
    public string Take(RecordDraft draft, bool isOrdered, Edition edition, DateTimeOffset at)
    {
        var linked = draft.Linked.Select(claim => (claim.Role, Key: KeyOf(claim.Person))).ToList();
        if (KeyOf(draft.Subject) is not { } key || linked.Exists(static person => person.Key is null))
        {
            return "rejected:ambiguous";
        }

        var before = Of(key);
        var record = draft.Record with { Linked = [.. linked.Select(person => new LinkedPerson(person.Role, person.Key!.Value.Value, null))] };
        var admission = Admit(key, record, isOrdered, edition, at);
        if (admission.Note is null)
        {
            Mirror(before, Of(key).Find(record.Ref)!, edition, at);
        }

        var outcome = JsonNamingPolicy.CamelCase.ConvertName(admission.Outcome.ToString());
        return admission.Note is { } note ? $"{outcome}:{note.Code}" : outcome;
    }

    private Admission Admit(SubjectKey key, PublicCreditRecord record, bool isOrdered, Edition edition, DateTimeOffset at)
    {
        var admission = Admission.Judge(Of(key), record, isOrdered, edition, at, Actor);
        if (admission.Happened is { } happened)
        {
            _standings[key] = Of(key).Apply(happened);
        }

        return admission;
    }

    /// <summary>The record into the standing of everyone it names; as withdrawn for those it no longer names.</summary>
    private void Mirror(Standing before, PublicCreditRecord record, Edition edition, DateTimeOffset at)
    {
        ImmutableArray<LinkedPerson> earlier = before.Find(record.Ref)?.Linked ?? [];
        var owed = record.Linked.Select(person => (person, record))
            .Concat(earlier.Where(person => record.Linked.All(named => named.Subject != person.Subject))
                .Select(person => (person, record: record with { Withdrawal = new WithdrawalMark(record.DecidedOn, null) })));
        foreach (var (person, mirrored) in owed)
        {
            Assert.True(SubjectKey.TryParse(person.Subject, out var key));
            Admit(key, mirrored with { Linked = [], Mirror = new MirrorOf(before.Key.Value, person.Role) }, true, edition, at);
        }
    }

    private Standing Of(SubjectKey key) => _standings.GetValueOrDefault(key) ?? Standing.Unknown(key);

    private SubjectKey? KeyOf(SubjectClaim claim)
    {
        if (claim is not PersonClaim person)
        {
            return ((KeyClaim)claim).Key;
        }

        if (!_persons.TryGetValue(person.Id.Value, out var known))
        {
            known = _persons[person.Id.Value] = (SubjectKey.OfPerson(Guid.NewGuid()), person.Name);
        }

        return known.Name == person.Name ? known.Key : null;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

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
            Mirror(before, record.Ref, edition, at);
        }

        var outcome = JsonNamingPolicy.CamelCase.ConvertName(admission.Outcome.ToString());
        return admission.Note is { } note ? $"{outcome}:{note.Code}" : outcome;
    }

    /// <returns>The state of the case, or refused and why.</returns>
    public string Act(SubjectClaim claim, CaseRequest request, Edition edition, DateTimeOffset at)
    {
        var before = Find(claim) ?? throw new InvalidOperationException("A case names nobody.");
        var outcome = CaseDesk.Judge(before, request, new CaseContext(edition, at, Actor));
        _standings[before.Key] = outcome.After;
        foreach (var record in outcome.Records)
        {
            Mirror(before, record, edition, at);
        }

        return outcome.Refusal is { } refusal ? $"refused:{refusal.Fault.Code}" : JsonNamingPolicy.CamelCase.ConvertName(outcome.Case!.State);
    }

    /// <summary>Every case looks at its deadlines.</summary>
    public IEnumerable<string> Sweep(Edition edition, DateTimeOffset at)
    {
        foreach (var (key, standing) in _standings.ToList())
        {
            foreach (var known in standing.Cases.Keys)
            {
                _standings[key] = CaseDesk.Judge(_standings[key], new DeadlineLook { Case = known }, new CaseContext(edition, at, Actor)).After;
            }
        }

        return [];
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

    private void Mirror(Standing before, RecordRef pushed, Edition edition, DateTimeOffset at)
    {
        foreach (var mirror in Mirrors.Owed(before, Of(before.Key), [pushed], LegalTime.DateOf(at)))
        {
            Admit(mirror.Person, mirror.Record, true, edition, at);
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

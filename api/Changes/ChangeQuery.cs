using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Changes;

/// <summary>The parameters of the feed as they stand in the URL.</summary>
internal sealed record ChangeParameters(
    [property: Description("Cursor after which to read: next of an earlier page, or the id of an event. Left out, from the oldest entry kept; now, from the end.")] string? After,
    [property: Description("Most entries of a page, 1 to 1000; 100 when left out. Not for event streams.")] int? Limit,
    [property: Description("Seconds to wait for an entry when there is none, 0 to 60; 0 when left out. Not for event streams.")] int? Wait,
    [property: Description("Codes of departments: entries whose effects concern a matter that one of them handles, or whose record one of them provided.")] string[]? Department,
    [property: Description("Codes of lists: entries about a record on one of them.")] string[]? List,
    [property: Description("Codes of matters: entries with an effect on one of them.")] string[]? Matter,
    [property: Description("Kinds of change: recordCreated, recordRevised, recordWithdrawn, termEnded, editionStarted, caseMoved.")] string[]? Kind,
    [property: Description("Turns of effects: started, suspended, resumed, eased, extended, lifted.")] string[]? Effect);

/// <summary>The parameters, read.</summary>
internal sealed record ChangeQuery(string? After, int Limit, TimeSpan Wait, ChangeFilter Filter)
{
    private const int MostValues = 60;
    private const int MostLimit = 1_000;
    private const int MostWait = 60;

    public static (ChangeQuery Query, List<FieldFault> Faults) Read(ChangeParameters given, Catalogue catalogue)
    {
        var faults = new List<FieldFault>();
        var editions = catalogue.Editions;
        var filter = new ChangeFilter(
            Codes("department", given.Department, code => editions.Any(edition => edition.Departments.ContainsKey(code)), faults),
            Codes("list", given.List, code => editions.Any(edition => edition.Lists.ContainsKey(code)), faults),
            Codes("matter", given.Matter, code => editions.Any(edition => edition.Matters.ContainsKey(code)), faults),
            Choices<ChangeKind>("kind", given.Kind, faults),
            Choices<EffectTurn>("effect", given.Effect, faults));
        var limit = Between("limit", given.Limit ?? 100, 1, MostLimit, faults);
        var wait = Between("wait", given.Wait ?? 0, 0, MostWait, faults);
        return (new ChangeQuery(given.After, limit, TimeSpan.FromSeconds(wait), filter), faults);
    }

    private static FrozenSet<string> Codes(string parameter, string[]? given, Func<string, bool> isKnown, List<FieldFault> faults)
    {
        if (given?.Length > MostValues)
        {
            faults.Add(ChangeFaults.TooMany(parameter, MostValues));
        }
        else if (given?.All(isKnown) is false)
        {
            faults.Add(ChangeFaults.Unknown(parameter));
        }

        return (given ?? []).ToFrozenSet(StringComparer.Ordinal);
    }

    private static FrozenSet<T> Choices<T>(string parameter, string[]? given, List<FieldFault> faults)
        where T : struct, Enum
    {
        var choices = Enum.GetValues<T>().ToDictionary(static choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()), StringComparer.Ordinal);
        if (given?.All(choices.ContainsKey) is false)
        {
            faults.Add(ChangeFaults.NotAChoice(parameter, choices.Keys));
            return [];
        }

        return (given ?? []).Select(name => choices[name]).ToFrozenSet();
    }

    private static int Between(string parameter, int given, int least, int most, List<FieldFault> faults)
    {
        if (given < least || given > most)
        {
            faults.Add(ChangeFaults.OutOfRange(parameter, least, most));
        }

        return given;
    }
}

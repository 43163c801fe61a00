using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Evidence;

/// <summary>Decides again what a receipt says was decided: from the same standing, under the same edition, for the same instant.</summary>
/// <remarks>
/// The edition is found by its id: a calendar year that was added to it since changes its digest, and no answer given before. How fresh the
/// sources were is kept by the receipt alone, so it is taken from there; validity is recomputed where no source could shorten it, and bounded elsewhere.
/// </remarks>
public static class Replay
{
    private static readonly Standing Nobody = Standing.Unknown(SubjectKey.OfPerson(Guid.Empty));

    /// <param name="standing">At the receipt's version; null when the receipt names no subject.</param>
    /// <param name="linked">At the receipt's versions.</param>
    /// <param name="ends">Where the edition was to end, as it was known at any time.</param>
    public static Replayed Of(Receipt receipt, Standing? standing, ImmutableArray<LinkedStanding> linked, Edition edition, EditionEnds ends, Trace? trace = null)
    {
        var replayed = Of(receipt, Rule(receipt, standing, linked, edition, trace), edition, ends);
        trace?.Until(receipt.ValidUntil, receipt.DecidedAt, replayed.Now, edition.Matters[receipt.Matter], edition);
        return replayed;
    }

    /// <summary>What the rules say, as if the edition had no end: the end may have been set or moved after an answer was given.</summary>
    public static Ruling Rule(Receipt receipt, Standing? standing, ImmutableArray<LinkedStanding> linked, Edition edition, Trace? trace = null)
    {
        var endless = edition with { EndsAt = null };
        return receipt.Ruling.Statuses.Any(static status => status.Code == StatusCode.Ambiguous)
            ? Decider.RuleAmbiguous(endless, trace)
            : Decider.Rule(standing ?? Nobody, linked, edition.Matters[receipt.Matter], endless, receipt.DecidedAt, trace);
    }

    /// <param name="ruling">Without the edition's end, and known to hold at the receipt's instant.</param>
    public static Replayed Of(Receipt receipt, Ruling ruling, Edition edition, EditionEnds ends)
    {
        var possible = ends.Known(edition, receipt.ConfirmedAt, receipt.DecidedAt).Select(end => end is null || ruling.ChangesAt <= end ? ruling : ruling with { ChangesAt = end }).ToArray();
        return Compare(receipt, Array.Find(possible, one => one.ChangesAt == receipt.Ruling.ChangesAt) ?? possible[^1], edition);
    }

    private static Replayed Compare(Receipt receipt, Ruling ruling, Edition edition)
    {
        var differences = Written(receipt.Ruling) is var given && Written(ruling) is var now && given.AsSpan().SequenceEqual(now)
            ? []
            : JsonComparison.Differences(JsonElement.Parse(given), JsonElement.Parse(now)).Select(static path => $"ruling.{path}").ToImmutableArray();
        return new Replayed(ruling, IsValidUntilRight(receipt, ruling, edition) ? differences : differences.Add("validUntil"));
    }

    private static bool IsValidUntilRight(Receipt receipt, Ruling ruling, Edition edition)
    {
        var matter = edition.Matters[receipt.Matter];
        var lastDay = edition.Calendar.AddWorkingDays(LegalTime.DateOf(receipt.DecidedAt), matter.AnswerAgeWorkingDays);
        var ageEnds = Decider.AgeEnds(matter, edition, receipt.DecidedAt);
        var latest = ruling.ChangesAt < ageEnds ? ruling.ChangesAt.Value : ageEnds;
        var calendarGrew = !receipt.Warnings.IsEmpty && edition.Calendar.Covers(lastDay);      // the warning was that its holidays were not known
        return calendarGrew || (edition.SourcesFor(receipt.Matter).IsEmpty ? receipt.ValidUntil == latest : receipt.ValidUntil <= latest);
    }

    private static byte[] Written(Ruling ruling) => JsonSerializer.SerializeToUtf8Bytes(ruling, LedgerJson.Context.Ruling);
}

/// <param name="Now">What is decided today on what was known then.</param>
/// <param name="Differences">Paths of what the receipt says otherwise; empty when it says the same.</param>
public sealed record Replayed(Ruling Now, ImmutableArray<string> Differences)
{
    public bool IsSame => Differences.IsEmpty;
}

using System.Collections.Immutable;
using CreditGate.Actors.Catalogues;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Comparing;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>A tally in one language, the most frequent changes first.</summary>
internal static class ComparisonText
{
    public static ImmutableArray<ChangedMatter> Of(RulingTally tally, EditionComparison comparison, Language language)
    {
        var outcomes = tally.Outcomes.ToLookup(static entry => entry.Key.Matter, StringComparer.Ordinal);
        var lines = tally.Lines.ToLookup(static entry => entry.Key.Matter, StringComparer.Ordinal);
        return
        [
            .. tally.Matters.Select(matter => new ChangedMatter(
                matter.Key, comparison.After.Matters[matter.Key].Name.In(language), matter.Value.Subjects, [.. matter.Value.Examples],
                [.. outcomes[matter.Key].OrderByDescending(static entry => entry.Value.Subjects).ThenBy(static entry => (entry.Key.Before, entry.Key.After))
                    .Select(static entry => new ChangedOutcome(entry.Key.Before, entry.Key.After, entry.Value.Subjects, [.. entry.Value.Examples]))],
                [.. lines[matter.Key].OrderByDescending(static entry => entry.Value.Subjects).ThenBy(static entry => entry.Key.Line.Code, StringComparer.Ordinal).ThenBy(static entry => (entry.Key.Line.Kind, entry.Key.Move))
                    .Select(entry => Line(entry.Key.Line, entry.Key.Move, entry.Value))])),
        ];

        ChangedLine Line(RulingLine line, LineMove move, TallyCount count) => new(
            line.Kind, line.Code, (NameIn(comparison.After, line) ?? NameIn(comparison.Before, line))?.In(language), line.Force, line.Effect, move, count.Subjects, [.. count.Examples]);
    }

    private static LocalText? NameIn(Edition edition, RulingLine line) => line.Kind switch
    {
        LineKind.Incentive or LineKind.Withheld => edition.Incentives.GetValueOrDefault(line.Code)?.Name,
        LineKind.Measure or LineKind.Suspended or LineKind.Advice or LineKind.Proposal => edition.Measures.GetValueOrDefault(line.Code)?.Name ?? edition.MeasureItems.GetValueOrDefault(line.Code)?.Name,
        _ => null,
    };
}

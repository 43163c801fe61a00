using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Calendars;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Turns checked files into editions.</summary>
internal static class EditionBuilder
{
    public static ImmutableArray<Edition> BuildAll(ImmutableArray<EditionFiles> all)
    {
        var editions = ImmutableArray.CreateBuilder<Edition>(all.Length);
        for (var index = 0; index < all.Length; index++)
        {
            var sharesFiles = index > 0 && all[index].SharesFilesWith(all[index - 1]);
            editions.Add(sharesFiles ? Follow(editions[index - 1], all[index]) : Build(all[index]));
        }

        return editions.MoveToImmutable();
    }

    // Editions that differ in their entries alone share the rest in memory.
    private static Edition Follow(Edition earlier, EditionFiles files) => earlier with
    {
        Id = files.Entry.Id,
        Name = files.Entry.Name,
        StartsAt = LegalTime.StartOf(files.Entry.From),
        EndsAt = EndOf(files.Entry),
        Digest = EditionDigest.Of(files),
        Publicity = RegimeOf(files),
    };

    private static Edition Build(EditionFiles files) => new(
        files.Entry.Id,
        files.Entry.Name,
        LegalTime.StartOf(files.Entry.From),
        EndOf(files.Entry),
        EditionDigest.Of(files),
        files.Measures.Content.Items.ToFrozenDictionary(item => item.Code),
        MeasuresOf(files.Measures.Content),
        files.Incentives.Content.Incentives.ToFrozenDictionary(incentive => incentive.Code),
        files.Lists.Content.Lists.ToFrozenDictionary(list => list.Code),
        files.Matters.Content.Matters.ToFrozenDictionary(matter => matter.Code, matter => MatterOf(files.Matters.Content, matter)),
        [.. files.Rules.Content.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)],
        RegimeOf(files),
        files.Severity.Content.Rules,
        files.Departments.Content.Departments.ToFrozenDictionary(department => department.Code),
        CalendarOf([.. files.Calendars.Select(calendar => calendar.Content)]));

    private static DateTimeOffset? EndOf(EditionEntry entry) => entry.Until is { } until ? LegalTime.StartOf(until) : null;

    private static PublicityRules RegimeOf(EditionFiles files) => files.Publicity.Content.Regimes.Single(regime => regime.Id == files.Entry.Publicity);

    private static FrozenDictionary<string, Measure> MeasuresOf(MeasuresFile file) =>
        file.Measures.ToFrozenDictionary(measure => measure.Code, measure => measure.With(file.ItemsByCode[measure.Item].Class));

    private static Matter MatterOf(MattersFile file, MatterEntry matter) => new(
        matter.Code,
        matter.Name,
        matter.Category,
        matter.HandlingDepartments,
        matter.Departments,
        matter.SubjectKinds,
        matter.MustCheck,
        matter.AnswerAgeWorkingDays,
        Enum.GetValues<StatusColumn>().ToFrozenDictionary(column => column, column => file.CellOf(matter, column).ToCell()),
        matter.Confidence ?? file.Confidence);

    private static WorkingCalendar CalendarOf(ImmutableArray<CalendarFile> years) => new(
        years.Select(year => year.Year).ToFrozenSet(),
        years.SelectMany(year => year.Holidays).ToFrozenSet(),
        years.SelectMany(year => year.Workdays).ToFrozenSet());
}

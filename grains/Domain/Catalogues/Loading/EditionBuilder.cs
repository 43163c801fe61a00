using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Calendars;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Turns checked files into an edition.</summary>
internal static class EditionBuilder
{
    public static Edition Build(EditionFiles files) => new(
        files.Entry.Id,
        files.Entry.Name,
        LegalTime.StartOf(files.Entry.From),
        files.Entry.Until is { } until ? LegalTime.StartOf(until) : null,
        EditionDigest.Of(files),
        files.Measures.Content.Items.ToFrozenDictionary(item => item.Code),
        MeasuresOf(files.Measures.Content),
        files.Incentives.Content.Incentives.ToFrozenDictionary(incentive => incentive.Code),
        files.Lists.Content.Lists.ToFrozenDictionary(list => list.Code),
        files.Matters.Content.Matters.ToFrozenDictionary(matter => matter.Code, matter => MatterOf(files.Matters.Content, matter)),
        [.. files.Rules.Content.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)],
        files.Publicity.Content.Regimes.Single(regime => regime.Id == files.Entry.Publicity),
        files.Severity.Content.Rules,
        files.Departments.Content.Departments.ToFrozenDictionary(department => department.Code),
        CalendarOf([.. files.Calendars.Select(calendar => calendar.Content)]));

    private static FrozenDictionary<string, Measure> MeasuresOf(MeasuresFile file) =>
        file.Measures.ToFrozenDictionary(measure => measure.Code, measure => measure.With(file.Classes[measure.Item]));

    private static Matter MatterOf(MattersFile file, MatterEntry matter) => new(
        matter.Code,
        matter.Name,
        matter.Category,
        matter.HandlingDepartments,
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

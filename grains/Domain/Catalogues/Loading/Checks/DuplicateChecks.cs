namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>A code or id names one entry.</summary>
internal static class DuplicateChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files) =>
    [
        .. In(files.Measures, file => file.Items.Select(item => item.Code).Concat(file.Measures.Select(measure => measure.Code))),
        .. In(files.Incentives, file => file.Incentives.Select(incentive => incentive.Code)),
        .. In(files.Lists, file => file.Lists.Select(list => list.Code)),
        .. In(files.Matters, file => file.Matters.Select(matter => matter.Code)),
        .. In(files.Rules, file => file.Rules.Select(rule => rule.Id)),
        .. In(files.Publicity, file => file.Regimes.Select(regime => regime.Id)),
        .. In(files.Severity, file => file.Rules.Select(rule => rule.Id)),
        .. In(files.Departments, file => file.Departments.Select(department => department.Code)),
    ];

    public static IEnumerable<CatalogueFault> In<T>(DataFile<T> file, Func<T, IEnumerable<string>> codes) =>
        codes(file.Content)
            .CountBy(code => code)
            .Where(code => code.Value > 1)
            .Select(code => file.Fault(
                code.Key,
                new($"有 {code.Value} 个条目使用同一代码。", $"The code is given to {code.Value} entries."),
                new("请给每个条目各自的代码。", "Give each entry a code of its own.")));
}

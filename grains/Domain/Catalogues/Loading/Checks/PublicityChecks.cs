namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>The edition's regime exists, and every regime has one band for each severity.</summary>
internal static class PublicityChecks
{
    public static IEnumerable<CatalogueFault> OfEdition(EditionFiles files) => files.Publicity.Content.Regimes.Any(regime => regime.Id == files.Entry.Publicity)
        ? []
        : [
            files.Publicity.Fault(
                files.Entry.Publicity,
                new($"版本 {files.Entry.Id} 指定了这一公示制度，但没有它。", $"Edition {files.Entry.Id} names this regime, and it is not there."),
                new("请补上，或在 editions.json 中另行指定。", "Add it, or name another in editions.json.")),
        ];

    public static IEnumerable<CatalogueFault> OfBands(EditionFiles files) =>
        files.Publicity.Content.Regimes.SelectMany(regime => Bands(files.Publicity, regime));

    private static IEnumerable<CatalogueFault> Bands(DataFile<PublicityFile> file, PublicityRules regime) =>
    [
        .. Enum.GetValues<Records.Severity>()
            .Where(severity => regime.Periods.Count(period => period.Severity == severity) != 1)
            .Select(severity => file.Fault(
                regime.Id,
                new($"失信程度 {MemberName.Of(severity)} 没有公示期，或有不止一个。", $"Severity {MemberName.Of(severity)} has no band or more than one."),
                new("请为其写且只写一个公示期。", "Give exactly one period for it."))),
        .. regime.Periods
            .Where(period => period.MinimumMonths < 0 || period.MinimumMonths > period.MaximumMonths)
            .Select(period => file.Fault(
                regime.Id,
                new(
                    $"{MemberName.Of(period.Severity)} 的公示期为 {period.MinimumMonths} 至 {period.MaximumMonths} 个月。",
                    $"The band of {MemberName.Of(period.Severity)} runs from {period.MinimumMonths} to {period.MaximumMonths} months."),
                new("最短期须不小于 0，且不大于最长期。", "Let the minimum be 0 or more and not above the maximum."))),
    ];
}

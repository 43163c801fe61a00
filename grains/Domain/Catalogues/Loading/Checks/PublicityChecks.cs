namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>The edition's regime exists, and every regime has one band for each severity.</summary>
internal static class PublicityChecks
{
    public static IEnumerable<CatalogueFault> OfEdition(EditionFiles files) => files.Publicity.Content.Regimes.Any(regime => regime.Id == files.Entry.Publicity)
        ? []
        : [files.Publicity.Fault(files.Entry.Publicity, $"Edition {files.Entry.Id} names this regime, and it is not there.", "Add it, or name another in editions.json.")];

    public static IEnumerable<CatalogueFault> OfBands(EditionFiles files) =>
        files.Publicity.Content.Regimes.SelectMany(regime => Bands(files.Publicity, regime));

    private static IEnumerable<CatalogueFault> Bands(DataFile<PublicityFile> file, PublicityRules regime) =>
    [
        .. Enum.GetValues<Records.Severity>()
            .Where(severity => regime.Periods.Count(period => period.Severity == severity) != 1)
            .Select(severity => file.Fault(regime.Id, $"Severity {severity} has no band or more than one.", "Give exactly one period for it.")),
        .. regime.Periods
            .Where(period => period.MinimumMonths < 0 || period.MinimumMonths > period.MaximumMonths)
            .Select(period => file.Fault(regime.Id, $"The band of {period.Severity} runs from {period.MinimumMonths} to {period.MaximumMonths} months.", "Let the minimum be 0 or more and not above the maximum.")),
    ];
}

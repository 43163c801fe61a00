using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>All checks of the editions' files against each other. Every one states what the author of the data has to do.</summary>
internal static class CatalogueChecks
{
    public static IEnumerable<CatalogueFault> Run(ImmutableArray<EditionFiles> editions) =>
        editions.SelectMany((files, index) => index > 0 && files.SharesFilesWith(editions[index - 1])
            ? PublicityChecks.OfEdition(files)
            : [.. PublicityChecks.OfEdition(files), .. OfFiles(files)]);

    private static IEnumerable<CatalogueFault> OfFiles(EditionFiles files) =>
    [
        .. DuplicateChecks.Run(files),
        .. MeasureChecks.Run(files),
        .. ListChecks.Run(files),
        .. MatterChecks.Run(files),
        .. RuleChecks.Run(files),
        .. RuleForceChecks.Run(files),
        .. RuleScopeChecks.Run(files),
        .. PublicityChecks.OfBands(files),
        .. SeverityChecks.Run(files),
        .. CalendarChecks.Run(files),
    ];
}

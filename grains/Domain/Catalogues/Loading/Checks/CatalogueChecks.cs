namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>All checks of one edition's files against each other. Every one states what the author of the data has to do.</summary>
internal static class CatalogueChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files) =>
    [
        .. DuplicateChecks.Run(files),
        .. MeasureChecks.Run(files),
        .. ListChecks.Run(files),
        .. MatterChecks.Run(files),
        .. RuleChecks.Run(files),
        .. RuleForceChecks.Run(files),
        .. RuleScopeChecks.Run(files),
        .. PublicityChecks.Run(files),
        .. SeverityChecks.Run(files),
        .. CalendarChecks.Run(files),
    ];
}

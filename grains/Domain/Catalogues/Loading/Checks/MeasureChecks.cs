namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Every measure belongs to an item of the national list and carries its basis (INV-06).</summary>
internal static class MeasureChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files) =>
        files.Measures.Content.Measures.SelectMany(measure => Check(files.Measures, measure));

    private static IEnumerable<CatalogueFault> Check(DataFile<MeasuresFile> file, MeasureEntry measure)
    {
        if (!file.Content.ItemsByCode.ContainsKey(measure.Item))
        {
            yield return file.Fault(measure.Code, $"Item {measure.Item} is not among the items.", "Name one of the items, or add it.");
        }

        if (!measure.Code.StartsWith(measure.Item + ".", StringComparison.Ordinal))
        {
            yield return file.Fault(measure.Code, $"The code does not belong to item {measure.Item}.", $"Let it start with {measure.Item} and a dot.");
        }

        if (measure.LegalBasis.IsEmpty)
        {
            yield return file.Fault(measure.Code, "The measure has no legal basis.", "State at least one law, regulation or central policy.");
        }
    }
}

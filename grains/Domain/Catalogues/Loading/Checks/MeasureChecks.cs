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
            yield return file.Fault(
                measure.Code,
                new($"各项 items 中没有 {measure.Item}。", $"Item {measure.Item} is not among the items."),
                new("请写 items 中的一项，或补上该项。", "Name one of the items, or add it."));
        }

        if (!measure.Code.StartsWith(measure.Item + ".", StringComparison.Ordinal))
        {
            yield return file.Fault(
                measure.Code,
                new($"该代码不属于 {measure.Item} 项。", $"The code does not belong to item {measure.Item}."),
                new($"代码须以 {measure.Item} 和点号开头。", $"Let it start with {measure.Item} and a dot."));
        }

        if (measure.LegalBasis.IsEmpty)
        {
            yield return file.Fault(
                measure.Code,
                new("该惩戒措施没有法律依据。", "The measure has no legal basis."),
                new("请至少写明一项法律、法规或中央政策。", "State at least one law, regulation or central policy."));
        }
    }
}

namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Class 3 measures are advice and nothing else is; advice is never an order (INV-13).</summary>
internal static class RuleForceChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var items = files.Measures.Content.ItemsByCode;
        var byMeasure = files.Measures.Content.Measures
            .Where(measure => items.ContainsKey(measure.Item))
            .DistinctBy(measure => measure.Code)
            .ToDictionary(measure => measure.Code, measure => items[measure.Item]);
        return files.Rules.Content.Rules.SelectMany(rule => Check(files.Rules, rule, byMeasure));
    }

    private static IEnumerable<CatalogueFault> Check(DataFile<RulesFile> file, MatterRule rule, Dictionary<string, MeasureItem> items)
    {
        var isAdvice = rule.Effect == Effect.Advise;
        foreach (var measure in rule.Measures.Select(part => part.Code).Where(items.ContainsKey))
        {
            if (items[measure].Class == MeasureClass.MarketAdvice && !isAdvice)
            {
                yield return file.Fault(rule.Id, $"Measure {measure} is class 3, and the effect is {rule.Effect}.", "Let the effect be advise, or take the measure out (INV-13).");
            }

            if (items[measure].Class != MeasureClass.MarketAdvice && isAdvice)
            {
                yield return file.Fault(rule.Id, $"The effect is advise, and measure {measure} is not class 3.", "Choose another effect, or a measure of class 3.");
            }
        }

        if (isAdvice && rule.Force == Force.Must)
        {
            yield return file.Fault(rule.Id, "Advice with force must would be an order.", "Let the force be may or should (INV-13).");
        }
    }
}

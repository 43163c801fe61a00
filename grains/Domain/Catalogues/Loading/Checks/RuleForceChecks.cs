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
                yield return file.Fault(
                    rule.Id,
                    new($"惩戒措施 {measure} 属第 3 类，而 effect 是 {MemberName.Of(rule.Effect)}。", $"Measure {measure} is class 3, and the effect is {MemberName.Of(rule.Effect)}."),
                    new("请把 effect 写成 advise，或删去该措施（INV-13）。", "Let the effect be advise, or take the measure out (INV-13)."));
            }

            if (items[measure].Class != MeasureClass.MarketAdvice && isAdvice)
            {
                yield return file.Fault(
                    rule.Id,
                    new($"effect 是 advise，而惩戒措施 {measure} 不属第 3 类。", $"The effect is advise, and measure {measure} is not class 3."),
                    new("请另选 effect，或选第 3 类的措施。", "Choose another effect, or a measure of class 3."));
            }
        }

        if (isAdvice && rule.Force == Force.Must)
        {
            yield return file.Fault(
                rule.Id,
                new("建议的 force 若为 must，就成了命令。", "Advice with force must would be an order."),
                new("请把 force 写成 may 或 should（INV-13）。", "Let the force be may or should (INV-13)."));
        }
    }
}

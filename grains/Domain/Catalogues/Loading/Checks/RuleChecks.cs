namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Every rule is triggered by something and speaks only of lists, matters, measures and facts that exist.</summary>
internal static class RuleChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var lists = files.Lists.Content.Lists.Select(list => list.Code).ToHashSet();
        var matters = files.Matters.Content.Matters.Select(matter => matter.Code).ToHashSet();
        var measures = files.Measures.Content.Measures.Select(measure => measure.Code).ToHashSet();
        return files.Rules.Content.Rules.SelectMany(rule => (IEnumerable<CatalogueFault>)
        [
            .. References.Unknown(files.Rules, rule.Id, "List", rule.Lists, files.Lists.Name, lists),
            .. References.Unknown(files.Rules, rule.Id, "Matter", rule.Matters, files.Matters.Name, matters),
            .. References.Unknown(files.Rules, rule.Id, "Measure", rule.Measures.Select(part => part.Code), files.Measures.Name, measures),
            .. References.Unknown(files.Rules, rule.Id, "Measure's matter", rule.Measures.SelectMany(part => part.Matters), "the rule's own matters", [.. rule.Matters]),
            .. Parts(files.Rules, rule),
        ]);
    }

    private static IEnumerable<CatalogueFault> Parts(DataFile<RulesFile> file, MatterRule rule)
    {
        if (rule.Lists.IsEmpty && rule.RecordKinds.IsEmpty)
        {
            yield return file.Fault(rule.Id, "Nothing triggers the rule.", "Name lists or recordKinds.");
        }

        if (rule.Matters.IsEmpty || rule.Measures.IsEmpty)
        {
            yield return file.Fault(rule.Id, "The rule has no matter or no measure.", "Name at least one of each.");
        }

        foreach (var matter in rule.Matters.Where(matter => !rule.Measures.IsEmpty && !rule.MeasuresFor(matter).Any()))
        {
            yield return file.Fault(rule.Id, $"No measure of the rule concerns matter {matter}.", "Let a measure concern it, or take the matter out.");
        }

        if (rule.Requires is { } fact && !RequiredFacts.Questions.ContainsKey(fact))
        {
            yield return file.Fault(rule.Id, $"Required fact {fact} is unknown.", $"Use one of {string.Join(", ", RequiredFacts.Questions.Keys.Order(StringComparer.Ordinal))}, or null.");
        }
    }
}

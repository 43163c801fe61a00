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
            .. References.Unknown(files.Rules, rule.Id, new("名单", "List"), rule.Lists, files.Lists.Name, lists),
            .. References.Unknown(files.Rules, rule.Id, new("事项", "Matter"), rule.Matters, files.Matters.Name, matters),
            .. References.Unknown(files.Rules, rule.Id, new("惩戒措施", "Measure"), rule.Measures.Select(part => part.Code), files.Measures.Name, measures),
            .. Foreign(files.Rules, rule),
            .. Parts(files.Rules, rule),
        ]);
    }

    private static IEnumerable<CatalogueFault> Foreign(DataFile<RulesFile> file, MatterRule rule) =>
        rule.Measures.SelectMany(part => part.Matters).Except(rule.Matters).Select(matter => file.Fault(
            rule.Id,
            new($"有惩戒措施写了事项 {matter}，而规则的 matters 中没有它。", $"A measure names matter {matter}, and it is not among the rule's own matters."),
            new("请写规则的 matters 中的一个，或在那里补上。", "Name one of the rule's own matters, or add it there.")));

    private static IEnumerable<CatalogueFault> Parts(DataFile<RulesFile> file, MatterRule rule)
    {
        if (rule.Lists.IsEmpty && rule.RecordKinds.IsEmpty)
        {
            yield return file.Fault(rule.Id, new("该规则没有触发条件。", "Nothing triggers the rule."), new("请写 lists 或 recordKinds。", "Name lists or recordKinds."));
        }

        if (rule.Matters.IsEmpty || rule.Measures.IsEmpty)
        {
            yield return file.Fault(rule.Id, new("该规则没有事项或没有惩戒措施。", "The rule has no matter or no measure."), new("请各写至少一个。", "Name at least one of each."));
        }

        foreach (var matter in rule.Matters.Where(matter => !rule.Measures.IsEmpty && !rule.MeasuresFor(matter).Any()))
        {
            yield return file.Fault(
                rule.Id,
                new($"该规则没有惩戒措施涉及事项 {matter}。", $"No measure of the rule concerns matter {matter}."),
                new("请让某项惩戒措施涉及它，或删去该事项。", "Let a measure concern it, or take the matter out."));
        }

        if (rule.Requires is { } fact && !RequiredFacts.Questions.ContainsKey(fact))
        {
            var known = string.Join(", ", RequiredFacts.Questions.Keys.Order(StringComparer.Ordinal));
            yield return file.Fault(
                rule.Id,
                new($"不认识 requires 中的事实 {fact}。", $"Fact {fact} in requires is unknown."),
                new($"请写成以下之一：{known}；或 null。", $"Use one of {known}, or null."));
        }
    }
}

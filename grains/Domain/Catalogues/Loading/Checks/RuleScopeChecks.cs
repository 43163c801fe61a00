namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>A rule can reach the subjects of its matters, and never bars or limits a livelihood service (INV-15).</summary>
internal static class RuleScopeChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var matters = files.Matters.Content.Matters.DistinctBy(matter => matter.Code).ToDictionary(matter => matter.Code);
        return files.Rules.Content.Rules.SelectMany(rule => rule.Matters
            .Where(matters.ContainsKey)
            .SelectMany(matter => Check(files.Rules, rule, matters[matter])));
    }

    private static IEnumerable<CatalogueFault> Check(DataFile<RulesFile> file, MatterRule rule, MatterEntry matter)
    {
        // A rule on persons also reaches those whom the check names in a linked role, whatever the matter's own subject is.
        if ((rule.SubjectKinds & matter.SubjectKinds) == SubjectKinds.None && rule.LinkedRoles.IsEmpty)
        {
            yield return file.Fault(
                rule.Id,
                new(
                    $"规则针对 {MemberName.Of(rule.SubjectKinds)}，事项 {matter.Code} 针对 {MemberName.Of(matter.SubjectKinds)}：永远不能适用。",
                    $"It speaks of {MemberName.Of(rule.SubjectKinds)}, matter {matter.Code} of {MemberName.Of(matter.SubjectKinds)}: it can never apply."),
                new("请改正规则或事项的 subjectKinds。", "Mend subjectKinds of the rule or of the matter."));
        }

        if (matter.Category == MatterCategory.Service && rule.Effect is (Effect.Bar or Effect.Limit))
        {
            yield return file.Fault(
                rule.Id,
                new(
                    $"事项 {matter.Code} 是民生服务，而 effect 是 {MemberName.Of(rule.Effect)}（INV-15）。",
                    $"Matter {matter.Code} is a livelihood service, and the effect is {MemberName.Of(rule.Effect)} (INV-15)."),
                new("请从规则中删去该事项。", "Take the matter out of the rule."));
        }
    }
}

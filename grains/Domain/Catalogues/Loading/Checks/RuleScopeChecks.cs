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
            yield return file.Fault(rule.Id, $"It speaks of {rule.SubjectKinds}, matter {matter.Code} of {matter.SubjectKinds}: it can never apply.", "Mend subjectKinds of the rule or of the matter.");
        }

        if (matter.Category == MatterCategory.Service && rule.Effect is (Effect.Bar or Effect.Limit))
        {
            yield return file.Fault(rule.Id, $"Matter {matter.Code} is a livelihood service, and the effect is {rule.Effect} (INV-15).", "Take the matter out of the rule.");
        }
    }
}

using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>The codes that a cell may carry, by its verdict.</summary>
internal sealed record CellCodes(ImmutableHashSet<string> Incentives, ImmutableHashSet<string> Items, ImmutableHashSet<string> AdviceItems, string IncentivesFile, string MeasuresFile)
{
    public static CellCodes Of(EditionFiles files) => new(
        [.. files.Incentives.Content.Incentives.Select(incentive => incentive.Code)],
        [.. files.Measures.Content.Items.Select(item => item.Code)],
        [.. files.Measures.Content.Items.Where(item => item.Class == MeasureClass.MarketAdvice).Select(item => item.Code)],
        files.Incentives.Name,
        files.Measures.Name);

    public ImmutableHashSet<string> AllowedFor(Verdict verdict) => verdict switch
    {
        Verdict.Incentivise => Incentives,
        Verdict.Restrict or Verdict.EvaluateRules => Items,
        Verdict.Advise => AdviceItems,
        _ => Incentives.Union(Items),
    };

    public LocalText FixFor(Verdict verdict) => verdict switch
    {
        Verdict.Incentivise => new($"请写 {IncentivesFile} 中的激励措施。", $"Name an incentive of {IncentivesFile}."),
        Verdict.Restrict or Verdict.EvaluateRules => new($"请写 {MeasuresFile} 中的惩戒措施项目。", $"Name a measure item of {MeasuresFile}."),
        Verdict.Advise => new($"请写 {MeasuresFile} 中第 3 类（marketAdvice）的惩戒措施项目。", $"Name an item of class 3 (marketAdvice) of {MeasuresFile}."),
        _ => new(
            $"请写 {IncentivesFile} 中的激励措施或 {MeasuresFile} 中的惩戒措施项目。", $"Name an incentive of {IncentivesFile} or a measure item of {MeasuresFile}."),
    };
}

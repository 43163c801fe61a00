using System.Collections.Frozen;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>What records, statuses and outcomes are called.</summary>
public static class RecordNames
{
    private static readonly FrozenDictionary<RecordKind, LocalText> Kinds = new Dictionary<RecordKind, LocalText>
    {
        [RecordKind.Registration] = new("登记信息", "registration"),
        [RecordKind.Permit] = new("行政许可", "permit"),
        [RecordKind.Penalty] = new("行政处罚", "penalty"),
        [RecordKind.ListEntry] = new("名单列入", "list entry"),
        [RecordKind.ConsumptionOrder] = new("限制消费令", "consumption order"),
        [RecordKind.ExitDecision] = new("不准出境决定", "exit decision"),
        [RecordKind.Stay] = new("停止执行决定", "stay"),
        [RecordKind.Commitment] = new("信用承诺", "commitment"),
        [RecordKind.RiskClass] = new("信用风险分类", "risk class"),
        [RecordKind.TaxGrade] = new("纳税信用级别", "tax-credit grade"),
        [RecordKind.Evaluation] = new("公共信用综合评价", "evaluation"),
        [RecordKind.SceneConsent] = new("场景授权", "scene consent"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<StatusColumn, LocalText> Columns = new Dictionary<StatusColumn, LocalText>
    {
        [StatusColumn.RedList] = new("守信红名单", "the red list"),
        [StatusColumn.Exemplar] = new("诚信典型", "being an integrity exemplar"),
        [StatusColumn.Clean3Y] = new("连续三年无不良信用记录", "three clean years"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Outcome, LocalText> Outcomes = new Dictionary<Outcome, LocalText>
    {
        [Outcome.Prefer] = new("优先办理", "prefer"),
        [Outcome.Proceed] = new("正常办理", "proceed"),
        [Outcome.Review] = new("人工核实", "review"),
        [Outcome.Restrict] = new("在所列范围内限制", "restrict"),
        [Outcome.Refuse] = new("依法不予办理", "refuse"),
    }.ToFrozenDictionary();

    public static LocalText Of(RecordKind kind) => Kinds[kind];

    public static LocalText Of(StatusColumn column) => Columns[column];

    public static LocalText Of(Outcome outcome) => Outcomes[outcome];

    /// <summary>Kind or list, and number.</summary>
    public static LocalText Of(RecordRef record, Edition edition)
    {
        var kind = record.List is { } list && edition.Lists.TryGetValue(list, out var definition) ? definition.Name : Kinds[record.Kind];
        return new($"“{kind.Zh}”{record.Number}", $"{kind.En} {record.Number}");
    }
}

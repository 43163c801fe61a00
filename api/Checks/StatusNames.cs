using System.Collections.Frozen;
using CreditGate.Domain;
using CreditGate.Domain.Decisions;

namespace CreditGate.Api.Checks;

/// <summary>Statuses as people say them.</summary>
internal static class StatusNames
{
    private static readonly FrozenDictionary<StatusCode, LocalText> Names = new Dictionary<StatusCode, LocalText>
    {
        [StatusCode.NotFound] = new("未收录", "Not found"),
        [StatusCode.Ambiguous] = new("身份不明确", "Ambiguous"),
        [StatusCode.RedList] = new("守信红名单", "Red list"),
        [StatusCode.Exemplar] = new("诚信典型", "Integrity exemplar"),
        [StatusCode.Clean3Y] = new("连续三年无不良信用记录", "Three years clean"),
        [StatusCode.NoNegativeRecord] = new("无不良信用记录", "No negative record"),
        [StatusCode.Ordinary] = new("普通主体", "Ordinary"),
        [StatusCode.Penalised] = new("行政处罚公示期内", "Penalty in publicity"),
        [StatusCode.SeriousListed] = new("严重失信主体", "Serious-dishonesty listing"),
        [StatusCode.Abnormal] = new("异常名录", "Abnormal listing"),
        [StatusCode.UnderObjection] = new("异议核实中", "Under objection"),
        [StatusCode.Stayed] = new("停止执行", "Stayed"),
        [StatusCode.Deregistered] = new("已注销", "Deregistered"),
        [StatusCode.Revoked] = new("已吊销", "Revoked"),
    }.ToFrozenDictionary();

    public static LocalText Of(StatusCode code) => Names[code];
}

/// <summary>Why an incentive is not given.</summary>
internal static class WithheldTexts
{
    private static readonly FrozenDictionary<WithheldReason, LocalText> Texts = new Dictionary<WithheldReason, LocalText>
    {
        [WithheldReason.SeriousListing] = new("列入严重失信主体名单期间不适用。", "Not given while on a serious-dishonesty list."),
        [WithheldReason.HeldOpen] = new("相关记录正在核实，暂予保留。", "Held open while a record is being verified."),
        [WithheldReason.NotActive] = new("主体已注销或吊销。", "The subject is deregistered or revoked."),
        [WithheldReason.NoConsent] = new("本人未授权加入该场景。", "The person has not opted in to this scene."),
        [WithheldReason.PenaltyInPublicity] = new("有处于公示期的行政处罚，不适用容缺受理。", "A penalty is in publicity: no tolerance acceptance."),
        [WithheldReason.RiskClass] = new("信用风险分类为C类或D类，不适用降低抽查。", "Risk class C or D: no lower inspection."),
        [WithheldReason.OutcomeStands] = new("本事项另有限制或待人工核实，暂不适用。", "The matter itself is restricted or under review."),
    }.ToFrozenDictionary();

    public static LocalText Of(WithheldReason reason) => Texts[reason];
}

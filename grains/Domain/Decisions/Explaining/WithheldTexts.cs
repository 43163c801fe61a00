using System.Collections.Frozen;

namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>Why an incentive is not given.</summary>
public static class WithheldTexts
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
        [WithheldReason.NotOffered] = new("未享受该场景优惠：不符合条件，或者本人未授权加入。", "Not offered in this scene: not eligible, or not opted in."),
    }.ToFrozenDictionary();

    public static LocalText Of(WithheldReason reason) => Texts[reason];
}

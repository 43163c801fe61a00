using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>What the decision itself says, as opposed to the catalogue.</summary>
internal static class DecisionTexts
{
    public static readonly LocalText NotFound = new(
        "平台未收录该主体，可能存在数据缺口；不因此限制办理。",
        "The platform holds nothing on this subject; there may be a gap in the data. Nothing is restricted for that.");

    public static readonly LocalText Ambiguous = new(
        "所给身份信息指向不一致，无法唯一确定主体，请人工核实姓名与证件号码后再办理。",
        "The identity given does not point to one subject; a person must verify name and number before going on.");

    public static readonly LocalText Deregistered = new("该主体已注销登记。", "This subject has been deregistered.");

    public static readonly LocalText Revoked = new("该主体营业执照已被吊销。", "This subject's business licence has been revoked.");

    public static readonly LocalText NoFacilitation = new(
        "该主体列入严重失信主体名单，按普通程序办理，不适用绿色通道、容缺受理等便利措施。",
        "The subject is on a serious-dishonesty list: handle in the ordinary way, without green channel, tolerance acceptance or other facilitation.");

    public static readonly LocalText AbnormalListing = new(
        "该主体列入异常名录，仅作提示，不属于严重失信主体名单。",
        "The subject is on an abnormal list: shown as a fact; it is not a serious-dishonesty list.");

    public static readonly LocalText OpenCommitment = new("该主体有尚未履行完毕的信用承诺。", "The subject has an open credit commitment.");

    public static readonly LocalText BreachedCommitment = new("该主体有违背信用承诺的记录。", "The subject has breached a credit commitment.");

    public static readonly LocalText ExitDecision = new(
        "有权机关已决定不准出境，平台仅转达该决定，由移民管理机构执行。",
        "A competent authority has decided that this person may not leave the country; the platform relays the decision, immigration administration executes it.");

    public static readonly LocalText ListNotEnabled = new(
        "所列名单在现行目录中尚未附具认定规则，不产生任何限制，仅作提示。",
        "No rule is attached to this list in the edition in force: it restricts nothing and is shown as a fact only.");

    public static readonly LocalText StatutoryBanDisputed = new(
        "该记录正在异议核实；所涉禁止为法定禁止或司法决定，异议不停止其执行，请人工核实。",
        "The record is being verified after an objection; the ban is statutory or a court's decision, which an objection does not stay: a person must look.");

    public static readonly LocalText NoRuleForListing = new(
        "该主体列入严重失信主体名单，但目录中没有该名单适用于本事项的规则；所列措施仅为建议，请核对依据后决定。",
        "The subject is on a serious-dishonesty list, but the catalogue has no rule of that list for this matter: the measures shown are a proposal, check their basis before deciding.");

    public static readonly LocalText CalendarMissing = new(
        "该年度的法定节假日安排尚未载入，工作日按周一至周五推算。",
        "The official holidays of that year are not loaded: working days are reckoned as Monday to Friday.");

    public static readonly LocalText TaxCreditA = new("纳税信用A级纳税人。", "Tax-credit grade A.");

    private static readonly LocalText[] Evaluations =
    [
        new("公共信用综合评价：优（仅供参考）。", "Comprehensive public-credit evaluation: excellent (for information)."),
        new("公共信用综合评价：良（仅供参考）。", "Comprehensive public-credit evaluation: good (for information)."),
        new("公共信用综合评价：中（仅供参考）。", "Comprehensive public-credit evaluation: fair (for information)."),
        new("公共信用综合评价：差（仅供参考）。", "Comprehensive public-credit evaluation: poor (for information)."),
    ];

    private static readonly LocalText[] RiskClasses =
    [
        new("信用风险分类A类：合理降低抽查比例和频次，除投诉举报、转办交办等外一般不主动实施现场检查。", "Risk class A: lower ratio and frequency, generally no on-site visit without complaint, tip-off or transferred lead."),
        new("信用风险分类B类：按常规比例和频次抽查。", "Risk class B: usual ratio and frequency."),
        new("信用风险分类C类：列为重点关注对象，提高抽查比例和频次。", "Risk class C: key attention, raised ratio and frequency."),
        new("信用风险分类D类：实行严格监管，显著提高抽查比例和频次，必要时主动实施现场检查。", "Risk class D: strict supervision, sharply raised ratio and frequency, on-site when needed."),
    ];

    public static LocalText Evaluation(EvaluationGrade grade) => Evaluations[(int)grade];

    public static LocalText RiskClass(RiskGrade grade) => RiskClasses[(int)grade];
}

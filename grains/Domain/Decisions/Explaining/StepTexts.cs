using System.Globalization;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>Steps as people read them.</summary>
public static class StepTexts
{
    public static LocalText Of(Step step, Edition edition) => step.Stage switch
    {
        Stage.Catalogue => Catalogue(step, edition),
        Stage.Records => Record(step, RecordNames.Of(step.Record!, edition)),
        Stage.Rules => Rule(step, step.Record is null ? null : RecordNames.Of(step.Record, edition)),
        Stage.Listings => Listing(step, RecordNames.Of(step.Record!, edition)),
        Stage.ThreeYears => step.Record is null ? Clean(step) : Counted(step, RecordNames.Of(step.Record, edition)),
        Stage.Incentives => Incentive(step, edition),
        Stage.Outcome => new($"结论：{OutcomeName(step).Zh}。", $"Outcome: {OutcomeName(step).En}."),
        _ => Validity(step, step.Record is null ? null : RecordNames.Of(step.Record, edition)),
    };

    private static LocalText Catalogue(Step step, Edition edition) => step.Code switch
    {
        StepCode.EditionInForce => new($"适用目录版本“{edition.Name.Zh}”，自{Day(step.At)}起施行。", $"The edition \"{edition.Name.En}\" applies, in force from {Day(step.At)}."),
        StepCode.AmbiguousIdentity => new("身份不能确定到唯一主体，未使用任何记录。", "The identity does not lead to one subject: no record was used."),
        _ => new("平台未收录该主体，没有可用的记录。", "The platform knows nothing of this subject: there is no record to use."),
    };

    private static LocalText Record(Step step, LocalText record) => step.Code switch
    {
        StepCode.RecordInForce => new($"{record.Zh}有效，纳入判断。", $"{record.En} is in force and taken into account."),
        StepCode.RecordHeld => new($"{record.Zh}有效，但{Hold(step).Zh}，其惩戒措施暂不执行。", $"{record.En} is in force, but {Hold(step).En}: its measures are not carried out for now."),
        StepCode.RecordShielded => new($"{record.Zh}自{Day(step.Day)}起因破产重整或和解暂时屏蔽，期间不使用。", $"{record.En} is shielded from {Day(step.Day)} on because of a reorganisation or settlement, and is not used meanwhile."),
        StepCode.RecordRepaired => new($"{record.Zh}已于{Day(step.Day)}信用修复，不再使用。", $"{record.En} was repaired on {Day(step.Day)} and is not used any more."),
        StepCode.RecordWithdrawn => new($"{record.Zh}已于{Day(step.Day)}撤销，视同不存在。", $"{record.En} was withdrawn on {Day(step.Day)} and counts as never made."),
        StepCode.RecordRemoved => new($"{record.Zh}已于{Day(step.Day)}移出或解除，不再有效。", $"{record.En} ended early on {Day(step.Day)}."),
        StepCode.RecordNotYetInForce => new($"{record.Zh}自{Day(step.Day)}起才有效。", $"{record.En} has no effect before {Day(step.Day)}."),
        StepCode.RecordOutOfTerm => new($"{record.Zh}的期限已于{Day(step.Day)}届满。", $"The term of {record.En} ended on {Day(step.Day)}."),
        StepCode.ListNotEnabled => new($"{record.Zh}所在名单在本版目录中尚未启用，不产生限制。", $"The list of {record.En} is not enabled in this edition: it restricts nothing."),
        StepCode.PenaltyPublic => new($"{record.Zh}处于公示期内。", $"{record.En} is in publicity."),
        StepCode.PenaltyNotPublic => new($"{record.Zh}不在公示期内。", $"{record.En} is not in publicity."),
        _ => new($"{record.Zh}就其种类不产生限制。", $"{record.En} restricts nothing by its kind."),
    };

    private static LocalText Rule(Step step, LocalText? record) => step.Code switch
    {
        StepCode.RuleApplied => new($"规则{step.Rule}适用于{record!.Zh}，措施：{Measures(step)}。", $"Rule {step.Rule} applies to {record.En}: measures {Measures(step)}."),
        StepCode.RuleSuspended => new($"规则{step.Rule}为{record!.Zh}所触发，但{Hold(step).Zh}，措施{Measures(step)}暂不执行。", $"Rule {step.Rule} is triggered by {record.En}, but {Hold(step).En}: measures {Measures(step)} are suspended."),
        StepCode.RuleSuspendedStatutory => new($"规则{step.Rule}为{record!.Zh}所触发，{Hold(step).Zh}；所涉为法定禁止，异议不停止其执行，须人工核实。", $"Rule {step.Rule} is triggered by {record.En}, and {Hold(step).En}; the ban is statutory, which an objection does not stay: a person must look."),
        StepCode.RuleFactOpen => new($"规则{step.Rule}要求的事实“{Fact(step).Zh}”未确定（{record!.Zh}），须人工核实。", $"Rule {step.Rule} requires a fact that {record.En} leaves open: {Fact(step).En} A person must look."),
        StepCode.RuleFactSettledAgainst => new($"规则{step.Rule}不适用：{record!.Zh}已载明其要求的事实不成立。", $"Rule {step.Rule} does not apply: {record.En} states that the fact it requires is not so."),
        StepCode.RuleOtherSubjectKind => new($"规则{step.Rule}不适用：{record!.Zh}的主体类别不在其范围内。", $"Rule {step.Rule} does not apply: it is not for the kind of subject of {record.En}."),
        StepCode.RuleOtherLinkedRole => new($"规则{step.Rule}不适用：不及于以该身份参与本事项的人员（{record!.Zh}）。", $"Rule {step.Rule} does not apply: it does not reach persons in this role ({record.En})."),
        StepCode.RuleReachesNobody => new($"规则{step.Rule}对本事项或该人员没有可执行的措施（{record!.Zh}）。", $"Rule {step.Rule} has no measure for this matter that reaches this person ({record.En})."),
        StepCode.RuleNotTriggered => new($"规则{step.Rule}未被任何有效记录触发（触发条件：{Codes(step)}）。", $"Rule {step.Rule} is triggered by no record in force (it rests on {Codes(step)})."),
        _ => new($"{record!.Zh}触发的规则{Codes(step)}不涉及本事项。", $"Rules {Codes(step)}, which {record.En} triggers, do not concern this matter."),
    };

    private static LocalText Listing(Step step, LocalText record) => step.Code switch
    {
        StepCode.ListingProposes => new($"{record.Zh}在目录中没有适用于本事项的规则，建议措施{Measures(step)}，须核对依据。", $"The catalogue has no rule of {record.En} for this matter; measures {Measures(step)} are proposed, to be checked."),
        StepCode.ListingAdvises => new($"{record.Zh}仅作为市场参考信息（{Measures(step)}）。", $"{record.En} is advice to the market ({Measures(step)})."),
        _ => new($"{record.Zh}：{Hold(step).Zh}，{Measures(step)}暂不执行。", $"{record.En}: {Hold(step).En}, {Measures(step)} suspended."),
    };

    private static LocalText Counted(Step step, LocalText record) => step.Code switch
    {
        StepCode.CountsAgainst => new($"三年无不良记录：{record.Zh}计入。", $"Three-year test: {record.En} counts."),
        StepCode.CountsWhenUpheld => new($"三年无不良记录：{record.Zh}{Hold(step).Zh}，待定。", $"Three-year test: {record.En} would count, but {Hold(step).En}."),
        StepCode.CountsNotMinor => new($"三年无不良记录：{record.Zh}属轻微，不计入。", $"Three-year test: {record.En} is minor and does not count."),
        StepCode.CountsNotGone => new($"三年无不良记录：{record.Zh}已修复、撤销或暂时屏蔽，不计入。", $"Three-year test: {record.En} was repaired or withdrawn, or is shielded, and does not count."),
        _ => new($"三年无不良记录：{record.Zh}不在前36个月内，不计入。", $"Three-year test: {record.En} lies outside the 36 months and does not count."),
    };

    private static LocalText Clean(Step step) => step.Code switch
    {
        StepCode.CleanThreeYears => new("三年无不良记录：通过。", "Three-year test: passed."),
        StepCode.CleanTooYoung => new("三年无不良记录：没有不良记录，但成立不满36个月或成立日期不明。", "Three-year test: nothing negative, but younger than 36 months or of unknown age."),
        StepCode.CleanPending => new("三年无不良记录：只有正在核实或停止执行的记录，暂予保留。", "Three-year test: only records that are held stand against it: held open."),
        StepCode.CleanPendingYoung => new("三年无不良记录：只有正在核实或停止执行的记录，且成立不满36个月。", "Three-year test: only records that are held stand against it, and the subject is younger than 36 months."),
        StepCode.CleanNot => new("三年无不良记录：未通过。", "Three-year test: not passed."),
        _ => new("三年无不良记录：平台未收录该主体，无法判断。", "Three-year test: the subject is not known."),
    };

    private static LocalText Incentive(Step step, Edition edition)
    {
        if (step.Code == StepCode.IncentivesNotEarned)
        {
            return new("没有状态使主体在本事项上获得激励。", "No status of the subject earns an incentive in this matter.");
        }

        var name = edition.Incentives[step.Codes[0]].Name;
        var because = RecordNames.Of(step.Because!.Value);
        return step.Code == StepCode.IncentiveGranted
            ? new($"激励{step.Codes[0]}“{name.Zh}”因{because.Zh}给予。", $"Incentive {step.Codes[0]}, {name.En}, is given for {because.En}.")
            : new($"激励{step.Codes[0]}“{name.Zh}”（{because.Zh}）未给予：{WithheldTexts.Of(step.Withheld!.Value).Zh}", $"Incentive {step.Codes[0]}, {name.En} ({because.En}), is not given: {WithheldTexts.Of(step.Withheld.Value).En}");
    }

    private static LocalText Validity(Step step, LocalText? record) => step.Code switch
    {
        StepCode.ValidToAnswerAge => new("有效期止于本事项答复的最长时限。", "Valid to the longest age of an answer in this matter."),
        StepCode.ValidToSourceLimit => new("有效期止于某一数据来源的更新时限。", "Valid until a source of this matter's rules would be stale."),
        StepCode.ValidToEditionEnd => new("有效期止于本版目录失效之时。", "Valid to the end of this edition."),
        StepCode.ValidToTermStart => new($"有效期止于{record!.Zh}生效之时。", $"Valid until {record.En} comes into force."),
        StepCode.ValidToTermEnd => new($"有效期止于{record!.Zh}期限届满之时。", $"Valid until the term of {record.En} ends."),
        StepCode.ValidToPublicityStart => new($"有效期止于{record!.Zh}开始公示之时。", $"Valid until {record.En} is published."),
        StepCode.ValidToPublicityEnd => new($"有效期止于{record!.Zh}公示期满之时。", $"Valid until the publicity of {record.En} ends."),
        StepCode.ValidToLookBackEnd => new($"有效期止于{record!.Zh}移出前36个月范围之时。", $"Valid until {record.En} leaves the 36 months."),
        _ => new($"有效期止于主体成立满36个月之时（{record!.Zh}）。", $"Valid until the subject is 36 months old ({record.En})."),
    };

    private static LocalText Hold(Step step) => step.Hold is { Kind: HoldKind.Stay } stay
        ? new($"已被停止执行（{stay.Reference}）", $"it is stayed ({stay.Reference})")
        : new($"正在异议核实（{step.Hold!.Reference}）", $"it is being verified after an objection ({step.Hold.Reference})");

    private static LocalText Fact(Step step) => RequiredFacts.Questions[step.Codes[0]];

    private static LocalText OutcomeName(Step step) => RecordNames.Of(step.Outcome!.Value);

    private static string Measures(Step step) => string.Join(", ", step.Lines.Select(static line => line.Code));

    private static string Codes(Step step) => string.Join(", ", step.Codes);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateTimeOffset? at) => at is { } known ? Day(LegalTime.DateOf(known)) : "";
}

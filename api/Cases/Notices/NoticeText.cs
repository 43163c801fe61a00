using CreditGate.Domain;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Cases.Notices;

/// <summary>A repair notice in the words of one language: a title, an address, and numbered paragraphs.</summary>
internal sealed record NoticeText(string Title, string Address, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Unconfirmed, string Footer)
{
    public static NoticeText Of(RepairNotice notice, string unit, Language language) => new(
        new LocalText("信用修复主动告知书", "Notice of credit repair").In(language),
        new LocalText($"{notice.Name ?? notice.Subject.Value}：", $"To {notice.Name ?? notice.Subject.Value}:").In(language),
        [.. Lines(notice, unit).Select(text => text.In(language))],
        [.. notice.Unconfirmed.Select(remark => Remark(remark).In(language))],
        new LocalText($"{unit}　{Day(notice.Record.DecidedOn)}", $"{unit}, {Day(notice.Record.DecidedOn)}").In(language));

    private static IEnumerable<LocalText> Publicity(RepairNotice notice) => notice.PublicityEndsOn is { } ends
        ? [new($"该记录的公示至{Day(ends)}止。", $"The record is public until {Day(ends)}.")]
        : [new("义务未履行完毕前，公示不因期满自动终止。", "While duties are outstanding, publicity does not end by itself.")];

    private static IEnumerable<LocalText> Lines(RepairNotice notice, string unit) =>
    [
        new($"您单位（您）于{Day(notice.Record.DecidedOn)}被{unit}作出{notice.Record.Number}号决定，该记录属{Severity(notice.Severity).Zh}失信信息{(notice.IsSeverityStated ? "" : "（按规则推定）")}。",
            $"By decision {notice.Record.Number} of {Day(notice.Record.DecidedOn)}, {unit} entered a record of {Severity(notice.Severity).En} severity{(notice.IsSeverityStated ? "" : " (derived from the rules)")}."),
        .. Publicity(notice),
        new($"自{Day(notice.PossibleFrom)}起（最短公示期届满），可以申请信用修复，不收取任何费用；此前提出的申请不予受理。适用{notice.Edition.Publicity.Name.Zh}。",
            $"From {Day(notice.PossibleFrom)} on, when the minimum publicity is served, repair can be applied for, free of charge; before that day it is not accepted. Judged by {notice.Edition.Publicity.Name.En}."),
        new("条件：最短公示期届满；已纠正违法行为并履行完毕法定义务；作出信用承诺；不在因虚假材料不得申请的期限内。",
            "Conditions: the minimum publicity is served; the conduct is corrected and all duties are done; a credit commitment is made; repair is not barred because of false material."),
        new("材料：修复申请书、经办人身份证明、信用承诺书、已履行义务的证明；经法院批准重整计划或认可和解协议的，附裁定，可申请暂时屏蔽。",
            "Papers: application, identity of whoever acts, credit commitment, proof that duties are done; with a court's approval of a reorganisation plan or settlement, the ruling, and the record may be shielded for the time being."),
        new($"个人可以以经认定的不少于{RepairCase.ServiceHours}小时公益服务代替信用承诺书。", $"A person may show at least {RepairCase.ServiceHours} certified hours of public service in place of the commitment."),
        new($"渠道：向{unit}提出，或者通过“信用中国”网站及政务服务窗口提出；两种渠道合并为同一办件。",
            $"Where: {unit}, or the single window (Credit China and the service halls); both lead to the same case."),
        new($"时限：如于{Day(notice.PossibleFrom)}收到申请，应于{Day(notice.Acceptance.DueOn)}前决定是否受理（{Basis(notice.Acceptance).Zh}），于{Day(notice.Result.DueOn)}前反馈结果（{Basis(notice.Result).Zh}）；情况复杂的可以延长一次。",
            $"Terms: of an application received on {Day(notice.PossibleFrom)}, acceptance is decided by {Day(notice.Acceptance.DueOn)} ({Basis(notice.Acceptance).En}) and the result is told by {Day(notice.Result.DueOn)} ({Basis(notice.Result).En}); in complex cases it may be put off once."),
        new("结果：准予修复的，公示修复说明，停止公示、共享和使用该记录，各实施部门减轻或者解除惩戒措施；修复记录予以留存。",
            "Result: when granted, the repair statement is published, the record is no longer published, shared or used, and every implementing department eases or lifts its measures; the repair itself is kept."),
        new($"提供虚假材料的，撤销修复，{RepairCase.BarMonths}个月内不得再次申请。对该记录有异议的，可以提出异议申请。",
            $"False material revokes the repair and bars another for {RepairCase.BarMonths} months. Whoever holds the record to be wrong may object to it."),
        new("规则如有变更，以收到申请之日施行的规则为准。", "If the rules change, those in force on the day on which the application is received apply."),
    ];

    private static LocalText Basis(Domain.Cases.CaseDeadline deadline) => TermBook.Product[deadline.Term].At(Level.Municipal).Basis;

    private static LocalText Severity(Severity severity) => severity switch
    {
        Domain.Records.Severity.Minor => new("轻微", "minor"),
        Domain.Records.Severity.General => new("一般", "general"),
        _ => new("严重", "serious"),
    };

    private static LocalText Remark(NoticeRemark remark) => remark switch
    {
        NoticeRemark.Periods => new("公示期限", "the periods of publicity"),
        NoticeRemark.Severity => new("失信程度", "the severity"),
        NoticeRemark.Terms => new("受理、办结及延长时限", "the terms for acceptance, result and extension"),
        NoticeRemark.Bar => new("虚假材料的禁止申请期限", "the bar after false material"),
        _ => new("公益服务时长", "the hours of public service"),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

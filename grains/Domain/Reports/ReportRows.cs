using System.Globalization;
using CreditGate.Domain.Cases.Publishing;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Reports;

/// <summary>Which records a report shows, where, and what it says of each.</summary>
internal static class ReportRows
{
    /// <summary>What is repaired, withdrawn, shielded, removed or over is not shown, nor what is not public; neither are risk classes (for supervision only), tax grades below A (by authorisation only) and consents.</summary>
    public static bool IsShown(PublicCreditRecord record, Edition edition, DateTimeOffset at) => record switch
    {
        RiskClassRecord or SceneConsentRecord => false,
        TaxGradeRecord { Grade: not TaxCredit.A } => false,
        { Mirror: null } and (PenaltyRecord or PermitRecord) => PublicityRecord.Of(record, edition, at)!.IsPublic,
        PenaltyRecord or PermitRecord => false,
        CommitmentRecord => Terms.IsUsable(record) && record.Removal is null,
        _ => Terms.IsInForce(record, edition, new Moment(at)),
    };

    public static ReportSection SectionOf(PublicCreditRecord record, Edition edition) => record switch
    {
        RegistrationRecord => ReportSection.Registration,
        PermitRecord or PenaltyRecord => ReportSection.Administration,
        TaxGradeRecord => ReportSection.Honesty,
        ListEntryRecord entry => edition.Lists[entry.List].Kind switch
        {
            ListKind.Red or ListKind.Exemplar => ReportSection.Honesty,
            ListKind.Abnormal => ReportSection.AbnormalOperation,
            _ => ReportSection.SeriousDishonesty,
        },
        CommitmentRecord => ReportSection.Commitments,
        EvaluationRecord => ReportSection.Evaluation,
        ConsumptionOrderRecord or ExitDecisionRecord or StayRecord => ReportSection.Judicial,
        _ => ReportSection.Other,
    };

    public static ReportRow Of(PublicCreditRecord record, Edition edition) => new(
        record.Ref,
        edition.Departments.TryGetValue(record.Source, out var unit) ? unit.Name : new LocalText(record.Source, record.Source),
        TitleOf(record, edition),
        record.DecidedOn,
        Terms.LastDay(record, edition),
        record.Basis,
        record.Dispute?.DueOn,
        [.. FactsOf(record), .. record.Reason is { } reason ? [new LocalText($"事由：{reason}", $"Reason: {reason}")] : Array.Empty<LocalText>()]);

    private static LocalText TitleOf(PublicCreditRecord record, Edition edition) => record switch
    {
        ListEntryRecord entry => edition.Lists[entry.List].Name,
        RegistrationRecord => new("登记注册", "Registration"),
        PermitRecord => new("行政许可", "Permit"),
        PenaltyRecord => new("行政处罚", "Penalty"),
        CommitmentRecord => new("信用承诺", "Credit commitment"),
        EvaluationRecord => new("公共信用综合评价", "Comprehensive public-credit evaluation"),
        TaxGradeRecord => new("纳税信用A级", "Tax credit grade A"),
        ConsumptionOrderRecord => new("限制消费令", "Consumption order"),
        ExitDecisionRecord => new("不准出境决定", "Exit decision"),
        _ => new("中止执行", "Stay of execution"),
    };

    private static IEnumerable<LocalText> FactsOf(PublicCreditRecord record) => record switch
    {
        RegistrationRecord registration =>
        [
            new($"名称：{registration.Name}", $"Name: {registration.Name}"),
            .. registration.EstablishedOn is { } day ? [new LocalText($"成立日期：{Day(day)}", $"Established on {Day(day)}")] : Array.Empty<LocalText>(),
            registration.Status switch
            {
                RegistrationStatus.Active => new("状态：存续", "State: active"),
                RegistrationStatus.Deregistered => new("状态：已注销", "State: deregistered"),
                _ => new("状态：已吊销", "State: revoked"),
            },
        ],
        PermitRecord { Title: { } title } => [new($"许可：{title}", $"Permit: {title}")],
        PenaltyRecord { Fine10kCny: { } fine } => [new($"罚款：{fine.ToString(CultureInfo.InvariantCulture)}万元", $"Fine: {(fine * 10_000).ToString("0.##", CultureInfo.InvariantCulture)} yuan")],
        CommitmentRecord commitment =>
        [
            commitment.State switch
            {
                CommitmentState.Open => new("履行中", "Open"),
                CommitmentState.Fulfilled => new("已履行", "Fulfilled"),
                _ => new("未履行", "Breached"),
            },
            .. commitment.DueOn is { } due ? [new LocalText($"承诺期限：{Day(due)}", $"Promised by {Day(due)}")] : Array.Empty<LocalText>(),
        ],
        EvaluationRecord evaluation => [evaluation.Grade switch
        {
            EvaluationGrade.Excellent => new("优", "Excellent"),
            EvaluationGrade.Good => new("良", "Good"),
            EvaluationGrade.Fair => new("中", "Fair"),
            _ => new("差", "Poor"),
        }],
        _ => [],
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

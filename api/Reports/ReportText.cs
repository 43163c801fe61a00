using System.Globalization;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Reports;

namespace CreditGate.Api.Reports;

/// <summary>A report in the words of one language.</summary>
internal sealed class ReportText(CheckText checks)
{
    public ReportResponse Of(CreditReport report, bool superseded, Language language, Caller caller) => new(
        report.Receipt.Id,
        report.Digest,
        superseded,
        [.. report.Parts.Select(part => new ReportSectionBody(part.Section, NameOf(part.Section).In(language), [.. part.Rows.Select(row => Of(row, language))]))],
        checks.Of(report.Receipt, language, caller));

    public static LocalText NameOf(ReportSection section) => section switch
    {
        ReportSection.Registration => new("登记注册基本信息", "Registration"),
        ReportSection.Administration => new("行政管理", "Administration: permits and penalties"),
        ReportSection.Honesty => new("诚实守信", "Honesty: red lists, exemplars, tax grade A"),
        ReportSection.SeriousDishonesty => new("严重失信主体名单", "Serious-dishonesty lists"),
        ReportSection.AbnormalOperation => new("经营异常", "Abnormal operation"),
        ReportSection.Commitments => new("信用承诺", "Commitments"),
        ReportSection.Evaluation => new("信用评价", "Evaluation"),
        ReportSection.Judicial => new("司法判决", "Judicial"),
        _ => new("其他信息", "Other"),
    };

    /// <summary>Instant and purpose of a report, for its head.</summary>
    public static IEnumerable<(LocalText Name, string Text)> Head(Receipt receipt, ReportResponse said)
    {
        yield return (new("报告对象", "Subject"), $"{receipt.Name ?? receipt.Masked ?? "-"}");
        yield return receipt.Masked is { } masked ? (new("证件号码", "ID number"), masked) : (new("统一社会信用代码", "USCC"), receipt.Subject ?? "-");
        yield return (new("用于事项", "For the matter"), $"{said.Answer.Matter.Name} ({said.Answer.Matter.Code})");
        yield return (new("查询单位", "Asked by"), receipt.Organisation);
        if (receipt.BusinessNumber is { } number)
        {
            yield return (new("办件编号", "Case number"), number);
        }

        if (receipt.Purpose is { } purpose)
        {
            yield return (new("用途", "Purpose"), purpose);
        }

        yield return (new("生成时间", "Made at"), Instant(receipt.DecidedAt));
        yield return (new("有效至", "Valid until"), Instant(receipt.ValidUntil));
        yield return (new("目录版本", "Edition"), receipt.Edition);
    }

    public static string Instant(DateTimeOffset at) => at.ToOffset(LegalTime.ChinaStandardTime).ToString("yyyy-MM-dd HH:mm:ss '+08:00'", CultureInfo.InvariantCulture);

    private static ReportRowBody Of(ReportRow row, Language language) => new(
        row.Record, row.Unit.In(language), row.Title.In(language), row.DecidedOn, row.Until, row.Basis, row.Disputed, [.. row.Facts.Select(fact => fact.In(language))]);
}

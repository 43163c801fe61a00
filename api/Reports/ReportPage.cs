using System.Globalization;
using System.Net;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Reports;

/// <summary>A report as a page made for A4 paper that loads nothing from elsewhere.</summary>
internal static class ReportPage
{
    private const string Style = """
        @page { size: A4; margin: 18mm } body { font: 10.5pt/1.6 "Songti SC", SimSun, "Noto Serif CJK SC", serif; max-width: 176mm; margin: 0 auto; color: #000 }
        h1 { font-size: 20pt; text-align: center } h2 { font-size: 13pt; margin: 14pt 0 4pt } table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #000; padding: 2pt 4pt; text-align: left; vertical-align: top }
        tr { break-inside: avoid } .mark { font-weight: bold } .own, footer { border-top: 1px solid #000; font-size: 9pt; margin-top: 14pt } .digest { font-family: monospace; word-break: break-all }
        """;

    public static string Html(ReportResponse report, Receipt receipt, Language language)
    {
        var words = new Words(language);
        return $"""
            <!DOCTYPE html>
            <html lang="{(language == Language.En ? "en" : "zh-CN")}"><head><meta charset="utf-8"><title>{words.Say("公共信用信息报告", "Public-credit report")}</title><style>{Style}</style></head><body>
            <h1>{words.Say("公共信用信息报告", "Public-credit report")}</h1>
            {(report.Superseded ? $"<p class=\"mark\">{words.Say("该主体的信息此后已有变化：本件仅供核验，办理前请重新查询。", "The subject has changed since: for verification only. Ask for a new report before you act.")}</p>" : "")}
            <table>{string.Concat(ReportText.Head(receipt, report).Select(line => $"<tr><th>{words.Say(line.Name)}</th><td>{Safe(line.Text)}</td></tr>"))}</table>
            <h2>{words.Say("查询结论", "Answer")}</h2>{Answer(report, words)}
            {string.Concat(report.Sections.Select(section => $"<h2>{Safe(section.Name)}</h2>{Rows(section, words)}\n"))}
            <h2>{words.Say("信用状况提升建议", "How to mend")}</h2>{Remedies(report, words)}
            <p class="own">{words.Say("本报告所列为平台归集且依法可以出示的信息；已修复、已撤销、已移出及公示期满的记录不予列示。平台提醒，由办理单位依法决定。", "Listed is what the platform holds and may show by law; what is repaired, withdrawn, removed or no longer public is not listed. The platform reminds; the department decides.")}</p>
            <footer><p>{words.Say("查询凭证", "Receipt")} <span class="digest">{report.Receipt}</span><br>{words.Say("报告校验码", "Digest")} <span class="digest">{report.Digest}</span><br>
            {words.Say("凭证与校验码可通过 POST /v1/reports/verify 核验，凭证另可通过 POST /v1/receipts/verify 核验。", "Receipt and digest are verified by POST /v1/reports/verify, the receipt by POST /v1/receipts/verify too.")}</p></footer>
            </body></html>

            """;
    }

    private static string Answer(ReportResponse report, Words words)
    {
        var lines = report.Answer.Measures.Concat(report.Answer.Advice).Select(measure => $"{measure.Code} {measure.Name}（{measure.Basis}）")
            .Concat(report.Answer.Suspended.Select(held => $"{words.Plain("暂不执行", "suspended")}: {held.Measure.Code} {held.Measure.Name}"))
            .Concat(report.Answer.Incentives.Select(static incentive => $"{incentive.Code} {incentive.Name}（{incentive.Basis}）"))
            .Concat(report.Answer.Questions.Select(static question => question.Text))
            .Concat(report.Answer.Reminders.Select(static reminder => reminder.Text)).ToArray();
        return $"<p class=\"mark\">{Safe(words.Outcome(report.Answer.Outcome))}</p><ul>{string.Concat(lines.Select(static line => $"<li>{Safe(line)}</li>"))}</ul>";
    }

    private static string Rows(ReportSectionBody section, Words words) => section.Rows.IsEmpty
        ? $"<p>{words.Say("无", "None")}</p>"
        : $"<table><tr><th>{words.Say("信息", "Record")}</th><th>{words.Say("文号", "Number")}</th><th>{words.Say("提供单位", "Provided by")}</th><th>{words.Say("日期", "Decided on")}</th><th>{words.Say("内容", "Content")}</th></tr>"
            + string.Concat(section.Rows.Select(row => $"<tr><td>{Safe(row.Title)}</td><td>{Safe(row.Record.Number)}</td><td>{Safe(row.Unit)}</td><td>{Day(row.DecidedOn)}</td><td>{string.Join("<br>", Content(row, words).Select(Safe))}</td></tr>"))
            + "</table>";

    private static IEnumerable<string> Content(ReportRowBody row, Words words) =>
    [
        .. row.Facts,
        .. row.Basis is { } basis ? [$"{words.Plain("依据", "Basis")}: {basis}"] : Array.Empty<string>(),
        .. row.Until is { } until ? [$"{words.Plain("至", "Until")} {Day(until)}"] : Array.Empty<string>(),
        .. row.DisputedUntil is { } due ? [$"{words.Plain("异议核查中，至", "Under objection until")} {Day(due)}"] : Array.Empty<string>(),
    ];

    private static string Remedies(ReportResponse report, Words words) => report.Answer.Remedies.IsDefaultOrEmpty
        ? $"<p>{words.Say("无", "None")}</p>"
        : $"<ul>{string.Concat(report.Answer.Remedies.Select(static remedy => $"<li>{Safe($"{remedy.Name}：{remedy.Text}")}</li>"))}</ul>";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private sealed class Words(Language language)
    {
        public string Plain(string zh, string en) => language == Language.En ? en : zh;

        public string Say(string zh, string en) => Safe(Plain(zh, en));

        public string Say(LocalText text) => Safe(text.In(language));

        public string Outcome(Domain.Decisions.Outcome outcome) => outcome switch
        {
            Domain.Decisions.Outcome.Refuse => Plain("依法应予限制（refuse）", "To be refused by law (refuse)"),
            Domain.Decisions.Outcome.Restrict => Plain("应予限制（restrict）", "To be restricted (restrict)"),
            Domain.Decisions.Outcome.Review => Plain("需人工核实（review）", "A person must look (review)"),
            Domain.Decisions.Outcome.Prefer => Plain("可予激励（prefer）", "To be preferred (prefer)"),
            _ => Plain("可以办理（proceed）", "May proceed (proceed)"),
        };
    }
}

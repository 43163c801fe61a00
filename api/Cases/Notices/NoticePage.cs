using System.Net;
using CreditGate.Domain;

namespace CreditGate.Api.Cases.Notices;

/// <summary>A notice as plain text, and as a page made for A4 paper that loads nothing from elsewhere.</summary>
internal static class NoticePage
{
    private const string Style = """
        @page { size: A4; margin: 25mm 22mm } body { font: 12pt/1.8 "Songti SC", SimSun, "Noto Serif CJK SC", serif; max-width: 170mm; margin: 0 auto; color: #000 }
        h1 { font-size: 20pt; text-align: center } li { margin-bottom: 4pt } .own { border-top: 1px solid #000; font-size: 10pt; margin-top: 16pt } footer { text-align: right; margin-top: 24pt }
        """;

    public static string Text(NoticeText notice, Language language) => string.Join('\n',
    [
        notice.Title, "", notice.Address, "", .. notice.Paragraphs.Select(static (line, index) => $"{index + 1}. {line}"), "", Unconfirmed(notice, language), "", notice.Footer, "",
    ]);

    public static string Html(NoticeText notice, Language language) => $"""
        <!DOCTYPE html>
        <html lang="{(language == Language.En ? "en" : "zh-CN")}"><head><meta charset="utf-8"><title>{Safe(notice.Title)}</title><style>{Style}</style></head><body>
        <h1>{Safe(notice.Title)}</h1><p>{Safe(notice.Address)}</p>
        <ol>
        {string.Concat(notice.Paragraphs.Select(static line => $"<li>{Safe(line)}</li>\n"))}</ol>
        <p class="own">{Safe(Unconfirmed(notice, language))}</p>
        <footer>{Safe(notice.Footer)}</footer>
        </body></html>

        """;

    private static string Unconfirmed(NoticeText notice, Language language) => language == Language.En
        ? $"To be confirmed before it has legal effect: {string.Join("; ", notice.Unconfirmed)}."
        : $"以下内容待核实后方具有法律效力：{string.Join("、", notice.Unconfirmed)}。";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}

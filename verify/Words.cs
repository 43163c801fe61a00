using System.Globalization;
using CreditGate.Verify.Audit;

namespace CreditGate.Verify;

/// <summary>What the command says, in Chinese or English. Codes and names stay as they are.</summary>
internal sealed class Words(bool isChinese)
{
    public string Help => isChinese
        ? """
        用法: CreditGate.Verify LEDGER --checkpoints DIR --key FILE [--lang zh|en]

        离线核验账本的证据：逐行比对库外保存的检查点，指出被篡改、删除、插入、调换、截断的行。只读，不修改任何内容。

          LEDGER         SQLite 账本文件，或 PostgreSQL 连接串
          --checkpoints  服务以 --checkpoints 保存检查点的目录
          --key          公钥文件（PEM，可含多个），来自 GET /v1/evidence/keys，应与数据库分开保存
          --lang         输出语言，默认 zh

        退出码: 0 完好；1 发现问题；2 命令或文件不可用
        """
        : """
        Usage: CreditGate.Verify LEDGER --checkpoints DIR --key FILE [--lang zh|en]

        Checks the evidence of a ledger offline: every row against the checkpoints kept outside the database. Names rows that were
        altered, removed, inserted or moved, and a tail that was cut. Reads only.

          LEDGER         a SQLite ledger file, or a PostgreSQL connection string
          --checkpoints  the directory that the service's --checkpoints named
          --key          the public keys (PEM), from GET /v1/evidence/keys, kept apart from the database
          --lang         language of the output, zh by default

        Exit codes: 0 sound; 1 something was found; 2 the command or its files cannot be used
        """;

    public string NoKey(string file) => isChinese ? $"“{file}”中没有公钥（PEM）。" : $"There is no public key (PEM) in '{file}'.";

    public string Unusable(string cause) => isChinese ? $"无法核验：{cause}" : $"Cannot verify: {cause}";

    public string Finding(Finding finding) =>
        $"{Name(finding.Kind)}  {finding.Table}  {finding.Row}" + (finding.Columns is [] ? "" : $"  [{string.Join(", ", finding.Columns)}]");

    public string Summary(AuditReport report)
    {
        var until = report.SealedUntil?.ToString("O", CultureInfo.InvariantCulture) ?? "-";
        var more = report.Findings.Count - report.Findings.Named.Count;
        return isChinese
            ? $"{(report.Findings.Count == 0 ? "完好" : $"发现 {report.Findings.Count} 处问题（其中 {more} 处未列出）")}。事件 {report.Events}，回执 {report.Receipts}，反馈 {report.Feedback}，申报 {report.Declarations}；检查点覆盖 {report.Size} 条，截至 {until}；其后 {report.Unsealed} 条尚未覆盖；依日志所载行为删去内容的 {report.Removed} 条{Untold(report)}。"
            : $"{(report.Findings.Count == 0 ? "Sound" : $"{report.Findings.Count} findings ({more} not listed)")}. Events {report.Events}, receipts {report.Receipts}, feedback {report.Feedback}, declarations {report.Declarations}; checkpoints cover {report.Size} entries, until {until}; {report.Unsealed} rows after that are not covered yet; the content of {report.Removed} rows was removed by acts of the log{Untold(report)}.";
    }

    private string Untold(AuditReport report) => report.Untold == 0 ? ""
        : isChinese ? $"，其中 {report.Untold} 条系旧版本凭证，无法核对是否属于按办件编号留存的范围"
        : $", {report.Untold} of them receipts of an earlier release, of which it cannot be told whether a hold by business number covered them";

    private string Name(FindingKind kind) => isChinese
        ? kind switch
        {
            FindingKind.Altered => "篡改",
            FindingKind.Removed => "删除",
            FindingKind.ContentTaken => "内容被取走",
            FindingKind.HeldRemoved => "留存中被删",
            FindingKind.ContentPutBack => "内容被放回",
            FindingKind.Inserted => "插入",
            FindingKind.Moved => "移位",
            FindingKind.Replaced => "替换",
            FindingKind.Truncated => "截断",
            FindingKind.OtherLog => "日志不符",
            FindingKind.BadCheckpoint => "检查点无效",
            _ => "库外副本无效",
        }
        : kind.ToString();
}

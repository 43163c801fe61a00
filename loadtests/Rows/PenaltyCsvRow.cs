using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests.Rows;

/// <summary>A planned row as a record of the official penalty columns.</summary>
internal static class PenaltyCsvRow
{
    private static readonly string Authority = FictionalCodes.Entity(2).Value;

    public static ReadOnlySpan<byte> Header =>
        "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FRDB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_GSJZQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM,BZ"u8;

    /// <returns>Bytes written, without a line end.</returns>
    public static int Write(in PlannedRow row, Span<byte> into)
    {
        var category = row.Fault == RowFault.WrongSubjectKind ? "示例类别" : "法人及非法人组织";
        var start = Utf8Text.Put(into, $"示例压测企业{row.Serial}有限公司,{category},{row.SentUscc},示例某");
        var end = start + Rest(row, into[start..]);
        return row.Fault == RowFault.Unreadable ? end + Utf8Text.Put(into[end..], $"未加引号,示例") : end;
    }

    private static int Rest(in PlannedRow row, Span<byte> into)
    {
        var penalty = row.Fault == RowFault.UnknownCode ? "罚款；示例处罚" : "罚款";
        var fine = 1 + row.Choice.With(2).Below(90);
        var amount = row.Fault == RowFault.UnknownValue ? "示例五千元" : $"{fine}.5";
        return Utf8Text.Put(
            into,
            $"""
            ,{row.SentNumber},示例违法行为,"示例：未按规定公示年度报告，逾期{row.Choice.With(3).Below(300)}日",《示例公共信用管理办法》第{row.Choice.With(1).Below(60) + 1}条,{penalty},罚款{fine}.5万元,{amount},{row.SentDecidedOn},{row.SentUntil},{Utf8Text.Day(row.DecidedOn.AddYears(1))},示例市示例局,{Authority},示例市示例局,{Authority},
            """);
    }
}

namespace CreditGate.LoadTests.Rows;

/// <summary>A planned row as a line of NDJSON, acceptable from the platform operator but for the fault planted in it.</summary>
internal static class NdjsonRow
{
    private static readonly string[] Lists = ["L04", "L05", "L08", "L12", "A01"];

    /// <returns>Bytes written, without a line end.</returns>
    public static int Write(in PlannedRow row, Span<byte> into)
    {
        var start = Utf8Text.Put(into, $$"""{"kind":"{{KindOf(row.Kind)}}","subject":{"uscc":"{{row.SentUscc}}"},"number":"{{row.SentNumber}}","decidedOn":"{{row.SentDecidedOn}}","basis":"《示例公共信用管理办法》第{{row.Choice.With(1).Below(60) + 1}}条",""");
        return start + Rest(row, into[start..]);
    }

    private static int Rest(in PlannedRow row, Span<byte> into) => row.Kind switch
    {
        _ when row.Fault == RowFault.Unreadable => Utf8Text.Put(into, $"\"title\":"),
        PlannedKind.Registration => Utf8Text.Put(into, $$"""
            "name":"示例压测企业{{row.Serial}}有限公司","status":"active","establishedOn":"{{Utf8Text.Day(row.DecidedOn)}}"}
            """),
        PlannedKind.Permit => Utf8Text.Put(into, $$"""
            "title":"示例经营许可证（第{{row.Choice.With(2).Below(900)}}类）","until":"{{row.SentUntil}}"{{(row.Fault == RowFault.UnknownValue ? ",\"fineCny\":4000" : "")}}}
            """),
        PlannedKind.Penalty => Utf8Text.Put(into, $$"""
            "categories":["fine"],"fine10kCny":{{1 + row.Choice.With(2).Below(90)}}.5,"reason":"示例：未按规定公示年度报告，逾期{{row.Choice.With(3).Below(300)}}日","publicityEndsOn":"{{Utf8Text.Day(row.DecidedOn.AddYears(1))}}"}
            """),
        PlannedKind.ListEntry => Utf8Text.Put(into, $$"""
            "list":"{{List(row)}}","reason":"示例：经责令限期改正逾期未改，情节编号{{row.Choice.With(3).Below(900)}}"}
            """),
        PlannedKind.TaxGrade => Utf8Text.Put(into, $$"""
            "grade":"{{"ABMCD"[row.Choice.With(2).Below(5)]}}","until":"{{Utf8Text.Day(row.DecidedOn.AddYears(1))}}","reason":"示例：年度纳税信用评价"}
            """),
        _ => Utf8Text.Put(into, $$"""
            "state":"open","dueOn":"{{Utf8Text.Day(row.DecidedOn.AddMonths(6))}}","reason":"示例：承诺限期补正申请材料"}
            """),
    };

    private static string List(in PlannedRow row) => row.Fault switch
    {
        RowFault.UnknownCode => "L99",
        RowFault.WrongSubjectKind => "X01",
        _ => Lists[row.Choice.With(2).Below(Lists.Length)],
    };

    private static string KindOf(PlannedKind kind) => kind switch
    {
        PlannedKind.Registration => "registration",
        PlannedKind.Permit => "permit",
        PlannedKind.Penalty => "penalty",
        PlannedKind.ListEntry => "listEntry",
        PlannedKind.TaxGrade => "taxGrade",
        _ => "commitment",
    };
}

using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>What can be wrong with a header and with cells.</summary>
internal static class ColumnFaults
{
    private const string Choices = "警告、通报批评、罚款、没收违法所得、没收非法财物、暂扣许可证、降低资质等级、吊销许可证、限制开展生产经营活动、责令停产停业、责令关闭、限制从业、行政拘留、其他";

    public static readonly FieldFault NoKnownColumn = File("unknown-header", new(
        $"首行没有可识别的列名。{Needs(static form => form.Name.Zh)}。列名可用标准代码或中文名称。",
        $"The first line holds no known column name. {Needs(static form => form.Name.En)}. Use the standard's codes or the Chinese names."));

    public static readonly Fault IdTypeNotSupported = new("id-type-not-supported", new(
        "自然人目前只支持身份证，请改用居民身份证号码报送，或不报送该行。", "Natural persons are known by their citizen ID number only: give that document, or leave the row out."));

    public static readonly Fault UnknownCategory = new("unknown-choice", new(
        "须为：法人及非法人组织、自然人、个体工商户。", "Must be one of 法人及非法人组织 (legal persons and organisations), 自然人 (natural person), 个体工商户 (sole trader)."));

    public static readonly Fault UnknownState = new("unknown-choice", new("须为 1（有效）或 2（无效）。", "Must be 1 (valid) or 2 (not valid)."));

    public static readonly Fault NotANumber = new("not-a-number", new(
        "须为数字，以万元为单位，例如 0.2 表示2000元。", "Must be a number, in units of 10,000 yuan: 0.2 is 2,000 yuan."));

    public static readonly Fault FineWithoutCategory = new("fine-without-category", new(
        "填有罚款金额，但处罚类别中没有罚款，请核对两列。", "There is a fine, but the penalty categories do not include 罚款 (fine): compare the two columns."));

    public static FieldFault TooManyColumns(int found, int most) => File("too-many-columns", new(
        $"首行有{found}列，最多{most}列。请核对分隔符（逗号、分号或制表符）。", $"The first line has {found} columns, at most {most} are taken. Check the separator (comma, semicolon or tab)."));

    public static FieldFault MissingColumns(ColumnForm form, ImmutableArray<Column> missing)
    {
        var titles = string.Join("、", missing.Select(static column => column.Title));
        return File("unknown-header", new($"首行像是{form.Name.Zh}文件，但缺少列：{titles}。", $"The first line looks like a file of {form.Name.En}, but these columns are missing: {titles}."));
    }

    public static FieldFault DuplicateColumn(Column column, ImmutableArray<int> places)
    {
        var at = string.Join("、", places);
        return new(column.Code, new("duplicate-column", new(
            $"列 {column.Title} 出现了多次（第{at}列），请只保留一列。", $"Column {column.Title} stands there more than once (columns {at}): keep one of them.")));
    }

    public static Fault MissingCell(Column column) => new("missing", new($"{column.Title}为必填项，请补填。", $"{column.Title} must be filled in."));

    public static Fault UnknownPenalty(string given) => new("unknown-choice", new(
        $"“{IntakeFaults.Quote(given)}”不是处罚类别，可选：{Choices}。", $"\"{IntakeFaults.Quote(given)}\" is no penalty category; one of: {Choices}."));

    private static FieldFault File(string code, LocalText text) => new("file", new(code, text));

    private static string Needs(Func<ColumnForm, string> name) => string.Join("；", ColumnForm.All.Select(form =>
        $"{name(form)}: {string.Join(", ", form.Columns.Where(static column => column.Header == HeaderNeed.Must).Select(static column => column.Title))}"));
}

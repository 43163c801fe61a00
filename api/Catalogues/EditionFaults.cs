using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Catalogues;

/// <summary>Why an edition is not taken.</summary>
internal static class EditionFaults
{
    public static readonly Fault IdTaken = new("edition-id-taken", new(
        "该编号的目录版本已存在且内容不同；版本不得改动，请另取编号。", "There is an edition of this id with other content. Editions are never changed: choose another id."));

    public static readonly Fault NotSubmitted = new("edition-not-submitted", new("没有提交过这个目录版本。", "No edition of this id was submitted."));

    public static readonly Fault NotUsable = new("edition-not-usable", new("本节点无法使用该版本，可能需要更新的程序。", "This node cannot use that edition: a newer release may be needed."));

    public static readonly Fault IsPublished = new("edition-published", new("该版本已经发布；每个版本只施行一次。", "The edition is published already; each is in force once."));

    public static readonly Fault NotPublished = new("edition-not-published", new("该版本没有待生效的发布。", "The edition is not published."));

    public static readonly Fault Begins = new("edition-begins", new("该版本已经或即将生效，不能撤回发布；请回退（roll-back）。", "The edition has begun or begins within a minute: roll back instead."));

    public static readonly Fault NothingBefore = new("nothing-before", new("此前没有目录版本可以恢复。", "No edition was in force before: there is nothing to roll back to."));

    public static readonly FieldFault TooSoon = new("startsAt", new Fault("too-soon", new(
        $"生效时点须至少在 {EditionDesk.Lead.TotalSeconds:0} 秒之后，以便所有节点届时已经知悉。", $"It must begin at least {EditionDesk.Lead.TotalSeconds:0} seconds from now, so that every node knows it by then.")));

    public static readonly FieldFault SameStart = new("startsAt", new Fault("same-start", new("另一版本在同一时点生效。", "Another edition begins at the same instant.")));

    public static readonly FieldFault IdMissing = new("id", new Fault("edition-id", new(
        "请给出编号：1至40个字母、数字、点、横线。", "Give an id: 1 to 40 letters, digits, dots or hyphens.")));

    public static readonly FieldFault NameMissing = new("name", new Fault("missing", new("请给出中文（zh）和英文（en）名称。", "Give the name in Chinese (zh) and English (en).")));

    public static readonly FieldFault NoBase = new("basedOn", new Fault("unknown-edition", new("没有这个目录版本。", "There is no edition of that id.")));

    public static FieldFault UnknownFile(string name) => new($"files.{name}", new Fault("unknown-file", new("目录没有这个文件。", "The catalogue has no file of that name.")));

    public static bool IsId(string? id) => id is { Length: > 0 and <= 40 } && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');

    /// <summary>A fault of the data, as at start: file, entry, problem and what to do.</summary>
    public static FieldFault Of(CatalogueFault fault) => new(
        $"files.{fault.File}.{fault.Entry}",
        new Fault("catalogue-fault", fault.Text));

    /// <summary>Records and receipts name lists, matters and organisations by code: none may vanish. A list is taken out of use by enabled false.</summary>
    public static FieldFault[] Lost(Edition before, Edition after) =>
    [
        .. Lost("lists.json", before.Lists.Keys, after.Lists.Keys),
        .. Lost("matters.json", before.Matters.Keys, after.Matters.Keys),
        .. Lost("departments.json", before.Departments.Keys, after.Departments.Keys),
    ];

    private static IEnumerable<FieldFault> Lost(string file, IEnumerable<string> before, IEnumerable<string> after) =>
        before.Except(after).Order(StringComparer.Ordinal).Select(code => Of(new CatalogueFault(
            file, code, new("该条目已不在，而记录或回执可能引用它。", "It is gone, and records or receipts may name it."), new("请保留该条目。", "Keep the entry."))));
}

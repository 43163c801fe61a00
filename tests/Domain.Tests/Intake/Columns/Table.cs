using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;
using Xunit;

namespace CreditGate.Domain.Tests.Intake.Columns;

/// <summary>One row of a file with all columns that the standard requires, to be changed a cell at a time.</summary>
internal static class Table
{
    public static readonly string Uscc = FictionalCodes.Entity(21).Value;
    public static readonly string Authority = FictionalCodes.Entity(22).Value;
    public static readonly string PersonId = FictionalCodes.Person(21).Value;

    public static (string, string)[] Permit { get; } =
    [
        ("XK_XDR_MC", "示例食品有限公司"), ("XK_XDR_LB", "法人及非法人组织"), ("XK_XDR_SHXYM", Uscc), ("XK_FRDB", "示例甲"), ("XK_XDR_ZJLX", ""), ("XK_XDR_ZJHM", ""),
        ("XK_XKWS", "准予许可决定书"), ("XK_WSH", "示许〔2026〕1号"), ("XK_XKLB", "普通"), ("XK_XKZS", "示例许可证"), ("XK_NR", "示例经营"),
        ("XK_JDRQ", "2026-06-01"), ("XK_YXQZ", "2026-06-01"), ("XK_YXQZI", "2031-05-31"), ("XK_XKJG", "示例市局"), ("XK_XKJGDM", Authority),
        ("XK_ZT", "1"), ("XK_LYDW", "示例市局"), ("XK_LYDWDM", Authority), ("BZ", ""),
    ];

    public static (string, string)[] Penalty { get; } =
    [
        ("CF_XDR_MC", "示例贸易有限公司"), ("CF_XDR_LB", "法人及非法人组织"), ("CF_XDR_SHXYM", Uscc), ("CF_FRDB", "示例甲"), ("CF_XDR_ZJLX", ""), ("CF_XDR_ZJHM", ""),
        ("CF_WSH", "示罚〔2026〕1号"), ("CF_WFXW", "示例违法行为"), ("CF_SY", "示例违法事实"), ("CF_YJ", "示例法第一条"), ("CF_CFLB", "罚款"), ("CF_NR", "罚款2000元"),
        ("CF_NR_FK", "0.2"), ("CF_NR_ZKDX", ""), ("CF_JDRQ", "2026-06-01"), ("CF_YXQ", "2027-06-01"), ("CF_GSJZQ", "2027-06-01"), ("CF_CFJG", "示例市局"), ("CF_CFJGDM", Authority),
        ("CF_SJLY", "示例市局"), ("CF_SJLYDM", Authority), ("BZ", ""),
    ];

    public static (string, string)[] List { get; } =
    [
        ("主体名称", "示例建筑有限公司"), ("统一社会信用代码", Uscc), ("证件号码", ""), ("名单代码", "L04"), ("文书号", "示列〔2026〕1号"), ("列入日期", "2026-06-01"),
        ("截止日期", ""), ("列入事由", "示例事由"), ("列入依据", "示例规定"), ("移出日期", ""), ("移出原因", ""),
    ];

    public static (string, string)[] On(this (string Name, string Value)[] row, string name, string value) =>
        [.. row.Select(cell => cell.Name == name ? (name, value) : cell)];

    public static (string, string)[] Without(this (string Name, string Value)[] row, string name) => [.. row.Where(cell => cell.Name != name)];

    public static (string, string)[] Person(this (string, string)[] row, string prefix) => row
        .On(prefix + "XDR_MC", "示例某").On(prefix + "XDR_LB", "自然人").On(prefix + "XDR_SHXYM", "").On(prefix + "FRDB", "")
        .On(prefix + "XDR_ZJLX", "身份证").On(prefix + "XDR_ZJHM", PersonId);

    /// <summary>What the row says; it must have no fault.</summary>
    public static RecordRow Read(this (string, string)[] row, string? list = null)
    {
        var (read, faults) = Row(row, list);
        Assert.Empty(faults);
        return read;
    }

    /// <summary>Every fault of the row as code@column.</summary>
    public static string[] Faults(this (string, string)[] row, string? list = null) =>
        [.. Row(row, list).Faults.Select(static fault => $"{fault.Fault.Code}@{fault.Field}")];

    private static (RecordRow Row, IEnumerable<FieldFault> Faults) Row((string Name, string Value)[] row, string? list)
    {
        var (header, fault) = Header.Read([.. row.Select(static cell => cell.Name)]);
        Assert.Null(fault);
        var cells = new string?[header!.Form.Columns.Length];
        foreach (var (slot, cell) in header.Slots.Zip(row))
        {
            cells[slot] = cell.Value;
        }

        var (read, faults) = header.Row(cells, list);
        return (read, faults);
    }
}

using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;
using Xunit;

namespace CreditGate.Domain.Tests.Intake.Columns;

public sealed class HeaderTests
{
    private static string[] Penalty => [.. Table.Penalty.Select(static cell => cell.Item1)];

    [Fact]
    public void Read_KnowsEachForm_ByItsCodesAndByItsChineseNames() => Assert.All(ColumnForm.All, static form =>
    {
        Assert.Equal(form, Read(form.Columns.Select(static column => column.Code)).Form);
        Assert.Equal(form, Read(form.Columns.Select(static column => column.Zh)).Form);
    });

    /// <summary>Two columns of one name would make headers depend on their order.</summary>
    [Fact]
    public void Forms_GiveNoNameTwice() => Assert.All(ColumnForm.All, static form =>
    {
        var names = form.Columns.SelectMany(static column => new[] { column.Code, column.Zh }.Concat(column.Also).Distinct()).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    });

    [Theory]
    [InlineData(" cf_wsh ")]
    [InlineData("\uFEFFCF_WSH")]
    [InlineData("ＣＦ＿ＷＳＨ")]
    [InlineData("行政处罚决定书文号")]
    [InlineData("行政处罚 决定书文号")]
    [InlineData("处罚决定书文号")]
    public void Read_TakesANameInManySpellings(string name) =>
        Assert.Empty(Read(Penalty.Select(column => column == "CF_WSH" ? name : column)).Unknown);

    [Theory]
    [InlineData("行政相对人代码_1(统一社会信用代码)")]
    [InlineData("行政相对人代码_1（统一社会信用代码）")]
    public void Read_TakesParenthesesOfEitherWidth(string name) =>
        Assert.Equal(ColumnForm.Permit, Read([name, "行政许可决定文书号", "许可决定日期"]).Form);

    [Theory]
    [InlineData("XK_FDDB", "XK_FRDB")]
    [InlineData("CF_FR_SFZH", "CF_FR_ZJHM")]
    public void Read_TakesNamesOfLocalVariants(string variant, string official)
    {
        var header = Read((official[..2] == "XK" ? Table.Permit : Table.Penalty).Select(static cell => cell.Item1).Where(name => name != official).Append(variant));

        Assert.Equal(official, header.Form.Columns[header.Slots[^1]].Code);
    }

    [Fact]
    public void Read_ListsUnknownColumns_ButNotThoseThisServiceAdds() =>
        Assert.Equal(["本地字段", "X"], Read([.. Penalty, "本地字段", "_faults", "", " X ", "X"]).Unknown);

    [Fact]
    public void Read_SaysWhichColumnsOfWhichFormAreMissing()
    {
        var fault = Fault(Penalty.Except(["CF_WSH", "CF_JDRQ"]));

        Assert.Equal("unknown-header", fault.Fault.Code);
        Assert.All(["行政处罚", "CF_WSH（行政处罚决定书文号）", "CF_JDRQ（处罚决定日期）"], part => Assert.Contains(part, fault.Fault.Text.Zh, StringComparison.Ordinal));
        Assert.DoesNotContain("CF_CFLB", fault.Fault.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AsksForAColumnThatNamesTheSubject()
    {
        var fault = Fault(Table.List.Select(static cell => cell.Item1).Except(["统一社会信用代码", "证件号码"]));

        Assert.Contains("统一社会信用代码、证件号码", fault.Fault.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesOneColumnUnderTwoNames()
    {
        var fault = Fault([.. Penalty, "处罚决定日期"]);

        Assert.Equal(("duplicate-column", "CF_JDRQ"), (fault.Fault.Code, fault.Field));
        Assert.Contains("第15、23列", fault.Fault.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesMoreThan300Columns()
    {
        Assert.Null(Header.Read([.. Penalty, .. Enumerable.Range(Penalty.Length, 300 - Penalty.Length).Select(static i => $"c{i}")]).Fault);
        Assert.Equal("too-many-columns", Fault([.. Penalty, .. Enumerable.Range(0, 10_000).Select(static i => $"c{i}")]).Fault.Code);
    }

    [Theory]
    [InlineData("categories[1]", "CF_CFLB")]
    [InlineData("decidedOn", "CF_JDRQ")]
    [InlineData("subject.uscc", "CF_XDR_SHXYM")]
    [InlineData("subject.person.idNumber", "CF_XDR_ZJHM")]
    [InlineData("subject", "CF_XDR_MC")]
    [InlineData("stayedNumber", null)]
    public void ColumnOf_NamesTheColumnThatAFieldCameFrom(string field, string? column) => Assert.Equal(column, ColumnForm.Penalty.ColumnOf(field)?.Code);

    private static Header Read(IEnumerable<string> names)
    {
        var (header, fault) = Header.Read([.. names]);
        Assert.Null(fault);
        return header!;
    }

    private static FieldFault Fault(IEnumerable<string> names)
    {
        var (header, fault) = Header.Read([.. names]);
        Assert.Null(header);
        Assert.NotEmpty(fault!.Fault.Text.En);
        return fault;
    }
}

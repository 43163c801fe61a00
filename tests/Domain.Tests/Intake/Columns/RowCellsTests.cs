using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Columns;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Intake.Columns;

public sealed class RowCellsTests
{
    /// <summary>Each fault alone, as code@column.</summary>
    public static TheoryData<string, (string, string)[]> Spoilt => new()
    {
        { "missing@CF_WSH", Table.Penalty.On("CF_WSH", " ") },
        { "missing@CF_JDRQ", Table.Penalty.On("CF_JDRQ", "") },
        { "missing@CF_SJLYDM", Table.Penalty.On("CF_SJLYDM", "") },
        { "missing@CF_FRDB", Table.Penalty.On("CF_FRDB", "") },
        { "missing@CF_XDR_SHXYM", Table.Penalty.On("CF_XDR_SHXYM", "") },
        { "missing@CF_XDR_LB", Table.Penalty.On("CF_XDR_LB", "") },
        { "unknown-choice@CF_XDR_LB", Table.Penalty.On("CF_XDR_LB", "其他") },
        { "missing@CF_CFLB", Table.Penalty.On("CF_CFLB", "").On("CF_NR_FK", "") },
        { "unknown-choice@CF_CFLB", Table.Penalty.On("CF_CFLB", "罚款;没有这种") },
        { "missing@CF_NR_FK", Table.Penalty.On("CF_NR_FK", "") },
        { "missing@CF_NR_FK", Table.Penalty.On("CF_NR_FK", "0") },
        { "not-a-number@CF_NR_FK", Table.Penalty.On("CF_NR_FK", "两千元") },
        { "not-positive@CF_NR_FK", Table.Penalty.On("CF_NR_FK", "-1") },
        { "fine-without-category@CF_NR_FK", Table.Penalty.On("CF_CFLB", "警告") },
        { "uscc-length@CF_CFJGDM", Table.Penalty.On("CF_CFJGDM", "1") },
        { "id-type-not-supported@CF_XDR_ZJLX", Table.Penalty.Person("CF_").On("CF_XDR_ZJLX", "护照") },
        { "id-type-not-supported@CF_XDR_ZJLX", Table.Penalty.Person("CF_").On("CF_XDR_ZJLX", "外国人永久居留身份证") },
        { "missing@CF_XDR_ZJLX", Table.Penalty.Person("CF_").On("CF_XDR_ZJLX", "") },
        { "missing@CF_XDR_ZJHM", Table.Penalty.Person("CF_").On("CF_XDR_ZJHM", "") },
        { "ends-before-start@XK_YXQZI", Table.Permit.On("XK_YXQZI", "2026-05-31") },
        { "unknown-choice@XK_ZT", Table.Permit.On("XK_ZT", "3") },
        { "missing@名单代码", Table.List.On("名单代码", "") },
        { "missing@统一社会信用代码", Table.List.On("统一社会信用代码", "") },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void Row_NamesTheColumnAndTheCode_WhenOneCellIsSpoilt(string fault, (string, string)[] row) => Assert.Equal([fault], row.Faults());

    [Fact]
    public void Row_NamesEveryFault_WhenSeveralCellsAreSpoilt() => Assert.Equal(
        ["uscc-length@CF_CFJGDM", "unknown-choice@CF_CFLB", "missing@CF_WSH"],
        Table.Penalty.On("CF_WSH", "").On("CF_CFLB", "什么").On("CF_CFJGDM", "1").On("CF_NR_FK", "").Faults());

    [Fact]
    public void Row_NamesTheColumnInBothWays_WhenACellIsMissing()
    {
        var cells = new string?[ColumnForm.Penalty.Columns.Length];

        var fault = Header.Read([.. Table.Penalty.Select(static cell => cell.Item1)]).Header!.Row(cells, null).Faults.First(static fault => fault.Field == "CF_JDRQ");

        Assert.Equal("CF_JDRQ（处罚决定日期）为必填项，请补填。", fault.Fault.Text.Zh);
    }

    [Fact]
    public void Row_AsksForNoCell_OfAColumnThatTheFileDoesNotHave() =>
        Assert.Equal("示罚〔2026〕1号", Table.Penalty.Without("CF_SJLY").Without("CF_SJLYDM").Without("CF_SY").Read().Number);

    [Fact]
    public void List_NamesItself_WhenTheFileHasNoCodes() =>
        Assert.Equal("纳税信用A级纳税人", Table.List.Without("名单代码").Append(("名单名称", "纳税信用A级纳税人")).ToArray().Read().List);

    [Fact]
    public void Permit_BecomesARow()
    {
        var row = Table.Permit.Read();

        Assert.Equal(("permit", Table.Uscc, "示许〔2026〕1号"), (row.Kind, row.Subject?.Uscc, row.Number));
        Assert.Equal(("2026-06-01", "2031-05-31", "准予许可决定书"), (row.DecidedOn, row.Until, row.Title));
        Assert.Null(row.Removal);
    }

    [Theory]
    [InlineData("2099-12-31")]
    [InlineData("2099/12/31")]
    [InlineData("长期")]
    public void Permit_HasNoEnd_WhenTheFileSaysSo(string until) => Assert.Null(Table.Permit.On("XK_YXQZI", until).Read().Until);

    [Fact]
    public void Permit_NamesItsCertificate_WhenItNamesNoDecision() =>
        Assert.Equal("示例许可证", Table.Permit.Without("XK_XKWS").Read().Title);

    [Theory]
    [InlineData("2")]
    [InlineData("无效")]
    public void Permit_EndsOnItsDecision_WhenItsStateIsNotValid(string state) => Assert.Equal("2026-06-01", Table.Permit.On("XK_ZT", state).Read().Removal?.On);

    [Fact]
    public void Penalty_BecomesARow()
    {
        var row = Table.Penalty.Read();

        Assert.Equal(("penalty", Table.Uscc, "示罚〔2026〕1号"), (row.Kind, row.Subject?.Uscc, row.Number));
        Assert.Equal(("2026-06-01", "2027-06-01", "2027-06-01"), (row.DecidedOn, row.Until, row.PublicityEndsOn));
        Assert.Equal(("示例违法事实", "示例法第一条", 0.2m), (row.Reason, row.Basis, row.Fine10kCny));
        Assert.Equal(["fine"], row.Categories);
    }

    [Theory]
    [InlineData("警告；通报批评", "", "warning circulatedCriticism")]
    [InlineData("罚款、没收违法所得、没收非法财物", "", "fine confiscation")]
    [InlineData("罚款|责令停产停业", "", "fine productionSuspended")]
    [InlineData("罚款，降低资质等级,限制开展生产经营活动", "", "fine qualificationLowered activityRestricted")]
    [InlineData("罚款;责令关闭;限制从业;行政拘留", "", "fine orderedClosure careerRestricted detention")]
    [InlineData("罚款;暂扣或者吊销许可证、暂扣或者吊销执照", "吊销示例许可证", "fine licenceRevoked")]
    [InlineData("罚款;暂扣或者吊销许可证、暂扣或者吊销执照", "暂扣示例许可证三个月", "fine licenceSuspended")]
    [InlineData("罚款;暂扣许可证件", "不予吊销", "fine licenceSuspended")]
    [InlineData("罚款;吊销许可证件", "", "fine licenceRevoked")]
    [InlineData("罚款;法律、行政法规规定的其他行政处罚", "", "fine other")]
    public void Penalty_ReadsItsCategories_InTheWordsOfEitherLaw(string words, string content, string categories)
    {
        var row = Table.Penalty.On("CF_CFLB", words).On("CF_NR", content.Length > 0 ? content : "示例").On("CF_NR_FK", words.Contains("罚款", StringComparison.Ordinal) ? "1" : "");

        Assert.Equal(categories.Split(' '), row.Read().Categories);
    }

    [Fact]
    public void Person_IsNamedByNameAndNumber_InEitherForm() => Assert.All(
        [Table.Permit.Person("XK_"), Table.Penalty.Person("CF_")],
        static row => Assert.Equal(new PersonRow { Name = "示例某", IdNumber = Table.PersonId }, row.Read().Subject?.Person));

    [Theory]
    [InlineData("个体工商户")]
    [InlineData("法人")]
    public void Entity_IsNamedByItsCode(string category) => Assert.Equal(Table.Uscc, Table.Penalty.On("CF_XDR_LB", category).Read().Subject?.Uscc);

    [Fact]
    public void Subject_IsTakenFromTheCodes_WhenTheFileHasNoCategory()
    {
        Assert.Equal(Table.Uscc, Table.Penalty.Without("CF_XDR_LB").Read().Subject?.Uscc);
        Assert.Equal(Table.PersonId, Table.Penalty.Person("CF_").Without("CF_XDR_LB").Read().Subject?.Person?.IdNumber);
    }

    [Fact]
    public void List_BecomesARow()
    {
        var row = Table.List.Read();

        Assert.Equal(("listEntry", Table.Uscc, "示列〔2026〕1号", "L04"), (row.Kind, row.Subject?.Uscc, row.Number, row.List));
        Assert.Equal(("2026-06-01", "2026-06-01", "示例事由", "示例规定"), (row.DecidedOn, row.ListedOn, row.Reason, row.Basis));
        Assert.True(row is { Until: null, Removal: null });
    }

    [Fact]
    public void List_IsThatOfTheFile_WhenTheRowNamesNone()
    {
        Assert.Equal("L04", Table.List.Read("L06").List);
        Assert.Equal("L06", Table.List.On("名单代码", "").Read("L06").List);
        Assert.Equal("L06", Table.List.Without("名单代码").Read("L06").List);
    }

    [Fact]
    public void List_ReadsARemoval() =>
        Assert.Equal(new EndRow { On = "2026-09-01", Reason = "已履行" }, Table.List.On("移出日期", "2026/9/1").On("移出原因", "已履行").Read().Removal);

    [Fact]
    public void List_NamesAPerson_WhenTheRowHasNoCodeOfAnEntity() =>
        Assert.Equal(new PersonRow { Name = "示例某", IdNumber = Table.PersonId },
            Table.List.On("统一社会信用代码", "").On("主体名称", "示例某").On("证件号码", Table.PersonId).Read().Subject?.Person);

    [Theory]
    [InlineData("2026-06-01")]
    [InlineData("2026-6-1")]
    [InlineData("2026/6/1")]
    [InlineData("2026/06/01")]
    [InlineData("2026.6.1")]
    [InlineData("20260601")]
    [InlineData("2026年6月1日")]
    [InlineData("２０２６年６月１日")]
    [InlineData("2026-06-01 00:00:00")]
    [InlineData("2026-06-01T08:30:00.000")]
    public void Date_IsReadInManyForms(string date) => Assert.Equal("2026-06-01", Table.Penalty.On("CF_JDRQ", date).Read().DecidedOn);

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("20260230")]
    [InlineData("01/06/2026")]
    [InlineData("46174")]
    [InlineData("2026-06-01 nonsense")]
    public void Date_StaysAsSent_WhenItIsNone(string date) => Assert.Equal(date, Table.Penalty.On("CF_JDRQ", date).Read().DecidedOn);

    [Fact]
    public void Rows_AreGoodRecords()
    {
        var now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));
        var reader = new RecordReader(CatalogueLoader.Load().At(now), new DateOnly(2026, 11, 23));
        RecordRow[] rows = [Table.Permit.Read(), Table.Permit.On("XK_ZT", "2").Read(), Table.Penalty.Read(), Table.Penalty.Person("CF_").Read(), Table.List.Read()];

        Assert.All(rows, row => Assert.Empty(reader.Read(row, "D22", now, 1).Faults));
        Assert.IsType<PermitRecord>(reader.Read(rows[0], "D22", now, 1).Draft?.Record);
    }
}

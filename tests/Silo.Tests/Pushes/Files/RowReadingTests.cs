using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

public sealed class RowReadingTests
{
    [Fact]
    public async Task Read_GivesEachLineOfNdjson_ItsRowOrItsFault()
    {
        byte[] file =
        [
            .. Files.Utf8($"{Files.JsonRow(1)}\n\n{{\"nunber\":1}}\r\n{{broken\n"), .. "{\"number\":\""u8, 0xFF, .. "\"}\n"u8,
            .. Files.Utf8($"{{\"reason\":\"{new string('长', 400_000)}\"}}\n{Files.JsonRow(7)}"),
        ];

        var rows = await Files.Read(file);

        Assert.Equal([1, 3, 4, 5, 6, 7], rows.Select(static row => row.Line));
        Assert.Equal(["3:wrong-shape@nunber", "4:not-json@", "5:not-utf8@", "6:line-too-long@"], Files.Faults(rows));
        Assert.Equal(("示罚1号", "示罚7号"), (rows[0].Row?.Number, rows[^1].Row?.Number));
    }

    [Fact]
    public async Task Read_GivesEachRecordOfCsv_TheLineOnWhichItBegins()
    {
        var file = Files.Utf8(
            $"\n{Files.PenaltyHeader}\r\n{Files.PenaltyRow(1, "\"一\n二\r\n三\"")}\r\n\r\n{Files.PenaltyRow(2, "\"他说\"\"好\"\",走了\"")}\n,,,,\n{Files.PenaltyRow(3)}\r{Files.PenaltyRow(4)}");

        var rows = await Files.Read(file);

        Assert.Equal([3, 7, 9, 10], rows.Select(static row => row.Line));
        Assert.Equal(["一\n二\r\n三", "他说\"好\",走了", "示例违法事实", "示例违法事实"], rows.Select(static row => row.Row?.Reason));
    }

    [Fact]
    public async Task Read_GoesOn_BehindARecordThatCannotBeRead()
    {
        var file = Files.Utf8(string.Join('\n',
            Files.PenaltyHeader,
            Files.PenaltyRow(1, "\"示例\"公司"),
            Files.PenaltyRow(2) + ",多出一格",
            Files.PenaltyRow(3, new string('长', 1 << 20)),
            Files.PenaltyRow(4, $"\"{new string('\n', 3 << 20)}\""),
            Files.PenaltyRow(5).Replace("2026-06-01", "", StringComparison.Ordinal),
            Files.PenaltyRow(6) + ",, ",
            Files.PenaltyRow(7, "5\" 管")));

        var rows = await Files.Read(file);

        const int Behind = 6 + (3 << 20);
        Assert.Equal(
            ["2:csv-stray-quote@CF_SY", "3:too-many-cells@", "4:line-too-long@", "5:line-too-long@", $"{Behind}:missing@CF_JDRQ"], Files.Faults(rows));
        Assert.Equal(["示罚〔2026〕6号", "示罚〔2026〕7号"], rows[^2..].Select(static row => row.Row?.Number));
        Assert.Equal("5\" 管", rows[^1].Row?.Reason);
    }

    [Fact]
    public async Task Read_EntersRowsOnTheListOfThePush_UnlessTheyNameOne()
    {
        var file = Files.Utf8($"统一社会信用代码,文书号,列入日期,名单代码\n{Domain.Identity.FictionalCodes.Entity(1).Value},示列1号,2026/6/1,\n{Domain.Identity.FictionalCodes.Entity(2).Value},示列2号,2026/6/1,L06\n");

        Assert.Equal(["L04", "L06"], (await Files.Read(file, "L04")).Select(static row => row.Row?.List));
    }

    [Fact]
    public async Task Sent_GivesRowsBackLetterForLetter()
    {
        var quoted = Files.PenaltyRow(2, "\"他说\"\"好\"\"\r\n走了\"");

        Assert.Equal(
            [new SentRow(1, Files.PenaltyHeader, true), new SentRow(2, Files.PenaltyRow(1), false), new SentRow(4, quoted, false)],
            await Files.Sent(Files.Gb18030($"{Files.PenaltyHeader}\r\n{Files.PenaltyRow(1)}\r\n\r\n{quoted}")));
        Assert.Equal([new SentRow(2, Files.JsonRow(1), false), new SentRow(3, "{broken", false)], await Files.Sent(Files.Utf8($"\n{Files.JsonRow(1)}\r\n{{broken")));
    }

    [Fact]
    public async Task Sent_CutsWhatIsLongerThanARowMayBe()
    {
        var sent = await Files.Sent(Files.Utf8($"{Files.PenaltyHeader}\n{new string('长', 2 << 20)}\n{Files.PenaltyRow(3)}"));

        Assert.Equal([Files.PenaltyHeader.Length, 1 << 20, Files.PenaltyRow(3).Length], sent.Select(static row => row.Text.Length));
    }

    [Fact]
    public async Task Read_Fails_WhenTheUploadIsNotTheOneThatWasExamined()
    {
        var file = Files.Gzip(Files.Utf8(Files.PenaltyCsv(5_000)));
        var facts = await Files.Facts(file);

        await Assert.ThrowsAsync<InvalidDataException>(() => Files.Read(file[..(file.Length / 2)], facts));
        await Assert.ThrowsAsync<InvalidDataException>(() => Files.Read(Files.Gzip(Files.Gb18030("示例\n")), facts));
    }

    [Fact]
    public void ColumnNames_PutAFaultIntoTheWordsOfTheFile()
    {
        var fault = new FieldFault("decidedOn", new Fault("date-in-future", new("日期不得晚于今天。", "Not after today.")));

        var named = ColumnNames.Of(FileForm.PenaltyCsv, fault);

        Assert.Equal(("CF_JDRQ", "处罚决定日期：日期不得晚于今天。", "date-in-future"), (named.Field, named.Fault.Text.Zh, named.Fault.Code));
        Assert.Equal(fault, ColumnNames.Of(FileForm.Ndjson, fault));
        Assert.Equal(("XK_YXQZI", "截止日期", "until"), (ColumnNames.For(FileForm.PermitCsv, "until"), ColumnNames.For(FileForm.ListCsv, "until"), ColumnNames.For(FileForm.Ndjson, "until")));
    }
}

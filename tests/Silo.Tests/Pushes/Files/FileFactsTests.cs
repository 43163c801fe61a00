using System.Security.Cryptography;
using CreditGate.Actors.Pushes;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

public sealed class FileFactsTests
{
    private const string Mark = "\uFEFF";

    [Fact]
    public async Task Examine_StatesTheBytesAsTheyWereSent()
    {
        var file = Files.Gzip(Files.Utf8(Files.PenaltyCsv(50)));

        var facts = await Files.Facts(file);

        Assert.Equal((FileForm.PenaltyCsv, FileCharset.Utf8, true, 50), (facts.Form, facts.Charset, facts.Gzip, facts.Rows));
        Assert.Equal((file.Length, Convert.ToHexStringLower(SHA256.HashData(file))), (facts.Bytes, facts.Sha256));
    }

    [Fact]
    public async Task Examine_ListsUnknownColumns() =>
        Assert.Equal(["本地字段"], (await Files.Facts(Files.Utf8($"{Files.PenaltyHeader},本地字段,_faults,\n{Files.PenaltyRow(1)},甲,乙,\n"))).UnknownColumns);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    public async Task Read_GivesTheSameRows_WhateverTheCharset(bool mark, bool gb, bool gzip)
    {
        var text = (mark ? Mark : "") + Files.PenaltyCsv(3);
        var bytes = gb ? Files.Gb18030(text) : Files.Utf8(text);
        var file = gzip ? Files.Gzip(bytes) : bytes;

        var facts = await Files.Facts(file);
        var rows = await Files.Read(file, facts);

        Assert.Equal((gb ? FileCharset.Gb18030 : FileCharset.Utf8, 3), (facts.Charset, facts.Rows));
        Assert.Equal(["示罚〔2026〕1号", "示罚〔2026〕2号", "示罚〔2026〕3号"], rows.Select(static row => row.Row?.Number));
        Assert.Equal([2, 3, 4], rows.Select(static row => row.Line));
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("GBK")]
    [InlineData(null)]
    public async Task Examine_FindsGb18030_BehindAHeaderOfCodesAndOfWords(string? charset)
    {
        Assert.Equal(FileCharset.Gb18030, (await Files.Facts(Files.Gb18030(Files.PenaltyCsv(3)), charset: charset)).Charset);
        Assert.Equal(FileCharset.Gb18030, (await Files.Facts(Files.Gb18030("统一社会信用代码,文书号,列入日期\n"), charset: charset)).Charset);
    }

    [Fact]
    public async Task Read_TakesRareCharacters_InGb18030()
    {
        var rows = await Files.Read(Files.Gb18030($"{Files.PenaltyHeader}\n{Files.PenaltyRow(1, "𠮷氏示例")}\n"));

        Assert.Equal("𠮷氏示例", Assert.Single(rows).Row?.Reason);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Read_FindsTheSeparator(char separator) =>
        Assert.Equal("示罚〔2026〕2号", (await Files.Read(Files.Utf8(Files.PenaltyCsv(2).Replace(',', separator))))[1].Row?.Number);

    [Fact]
    public async Task Examine_TakesSeveralMembersOfGzip()
    {
        byte[] file = [.. Files.Gzip(Files.Utf8(Files.PenaltyCsv(5))), .. Files.Gzip([]), .. Files.Gzip(Files.Utf8(Files.PenaltyRow(6) + "\n"))];

        Assert.Equal(6, (await Files.Facts(file)).Rows);
        Assert.Equal("示罚〔2026〕6号", (await Files.Read(file))[^1].Row?.Number);
    }

    /// <summary>Name, comment, extra field and checksum in the header, as some archivers write them.</summary>
    [Fact]
    public async Task Examine_TakesAGzipHeaderWithEverythingInIt()
    {
        var plain = Files.Gzip(Files.Utf8(Files.PenaltyCsv(5)));
        byte[] file = [.. plain[..3], 2 | 4 | 8 | 16, .. plain[4..10], 3, 0, 1, 2, 3, .. "a.csv\0"u8, .. "示例\0"u8, 9, 9, .. plain[10..]];

        Assert.Equal(5, (await Files.Facts(file)).Rows);
    }

    [Theory]
    [InlineData(Files.Ndjson)]
    [InlineData("application/json")]
    [InlineData(Files.Any)]
    public async Task Examine_KnowsNdjson(string type) =>
        Assert.Equal((FileForm.Ndjson, 2), (await Files.Facts(Files.Utf8($"{Mark}\n{Files.JsonRow(1)}\r\n\n{Files.JsonRow(2)}"), type)) is var facts ? (facts.Form, facts.Rows) : default);

    [Fact]
    public async Task Examine_TakesAFileWithAHeaderAlone() => Assert.Equal(0, (await Files.Facts(Files.Utf8(Files.PenaltyHeader + "\n"))).Rows);
}

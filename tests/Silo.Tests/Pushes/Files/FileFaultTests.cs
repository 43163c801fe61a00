using System.Text;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>Whatever is sent, the answer names what is wrong and where.</summary>
public sealed class FileFaultTests
{
    private static readonly byte[] Good = Files.Gzip(Files.Utf8(Files.PenaltyCsv(2_000)));

    /// <summary>Each file: what it is, the code, a part of the Chinese text, and the bytes.</summary>
    public static TheoryData<string, string, string, byte[]> Spoilt => new()
    {
        { "nothing", "empty-file", "没有内容", [] },
        { "a byte order mark", "empty-file", "", [0xEF, 0xBB, 0xBF] },
        { "compressed nothing", "empty-file", "", Files.Gzip([]) },
        { "UTF-16 LE", "utf-16", "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Files.PenaltyCsv(1))] },
        { "UTF-16 BE", "utf-16", "UTF-16", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Files.PenaltyCsv(1))] },
        { "UTF-16 without mark", "not-text", "", Encoding.Unicode.GetBytes(Files.PenaltyCsv(1)) },
        { "a spreadsheet", "not-text", "Excel", [0x50, 0x4B, 3, 4, 0x14, 0, 6, 0, 8, 0] },
        { "a compressed binary", "not-text", "", Files.Gzip([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0]) },
        { "prose", "unknown-form", "NDJSON", Files.Utf8("示例：这不是表格。\n第二行。\n") },
        { "a JSON array", "unknown-form", "JSON 数组", Files.Utf8("[{\"kind\":\"permit\"}]") },
        { "no header", "unknown-form", "", Files.Utf8(Files.PenaltyRow(1)) },
        { "half a header", "unknown-header", "CF_JDRQ（处罚决定日期）", Files.Utf8("CF_XDR_SHXYM,CF_WSH,CF_CFLB\n") },
        { "a column twice", "duplicate-column", "CF_WSH", Files.Utf8($"{Files.PenaltyHeader},行政处罚决定书文号\n") },
        { "10,000 columns", "too-many-columns", "10000列", Files.Utf8(string.Join(',', Enumerable.Range(0, 10_000)) + "\n") },
        { "a quote never closed", "csv-unclosed-quote", "第3行", Files.Utf8($"{Files.PenaltyHeader}\n{Files.PenaltyRow(1)}\n{Files.PenaltyRow(2, "\"示例")}\n{Files.PenaltyRow(3)}\n") },
        { "a quote within long cells", "csv-unclosed-quote", "第4行", Files.Utf8($"{Files.PenaltyHeader}\n{Files.PenaltyRow(1, "\"示\n例\"")}\n\"{new string('长', 1 << 21)}\n\n") },
        { "neither charset", "wrong-encoding", "第3行", [.. Files.Utf8($"{Files.PenaltyHeader}\na,b\n"), 0xD0, 0xFF, (byte)'\n'] },
        { "UTF-8 with a bad byte", "wrong-encoding", "第4行", [.. Files.Utf8(Files.PenaltyCsv(2)), 0xC3, (byte)'\n'] },
        { "a bad byte behind a mark", "wrong-encoding", "第2行", [0xEF, 0xBB, 0xBF, .. Files.Utf8(Files.PenaltyHeader + "\n"), 0xC3, (byte)'\n'] },
        { "a character cut at the end", "wrong-encoding", "第4行", Files.Utf8(Files.PenaltyCsv(2) + "示")[..^1] },
        { "gzip cut in its data", "gzip-truncated", "不完整", Good[..(Good.Length / 2)] },
        { "gzip cut in its trailer", "gzip-truncated", "", Good[..^3] },
        { "gzip cut in its header", "gzip-truncated", "", Good[..5] },
        { "gzip cut in a second member", "gzip-truncated", "", [.. Good, .. Good[..20]] },
        { "gzip with a wrong checksum", "gzip-damaged", "校验和", [.. Good[..^8], (byte)(Good[^8] ^ 1), .. Good[^7..]] },
        { "gzip with a wrong length", "gzip-damaged", "", [.. Good[..^1], (byte)(Good[^1] ^ 1)] },
        { "gzip of another method", "gzip-damaged", "", [0x1F, 0x8B, 7, .. Good[3..]] },
        { "gzip with a damaged block", "gzip-damaged", "", [.. Good[..10], 0xFF, .. Good[11..]] },
        { "gzip with more codes than a tree has leaves", "gzip-damaged", "", [.. Good[..10], 0x05, 0xE0, 0x93, 0x24, 0x49, 0x92, 0x24, 0x49, 0x92, 0x00] },
        { "gzip and something behind", "gzip-damaged", "末尾", [.. Good, .. "garbage"u8] },
        { "gzip and a zero behind", "gzip-damaged", "末尾", [.. Good, 0] },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task Examine_NamesTheFault_WhenTheFileIsOfNoUse(string what, string code, string text, byte[] file)
    {
        var (facts, fault) = await Files.Examine(file);

        Assert.True(facts is null && fault?.Fault.Code == code, $"{what}: {facts} {fault}");
        Assert.Contains(text, fault.Fault.Text.Zh, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Fault.Text.En);
    }

    /// <summary>What the sender declares is held against the file.</summary>
    [Theory]
    [InlineData("big5", Files.Csv, "wrong-encoding")]
    [InlineData("gb18030", Files.Ndjson, "wrong-encoding")]
    [InlineData("gb18030", Files.Csv, "wrong-encoding")]
    [InlineData("utf-8", Files.Csv, null)]
    [InlineData("\"UTF-8\"", Files.Any, null)]
    public async Task Examine_HoldsTheDeclaredCharsetAgainstTheFile(string charset, string type, string? code) =>
        Assert.Equal(code, (await Files.Examine(Files.Utf8(Files.PenaltyCsv(3)), type, charset)).Fault?.Fault.Code);

    [Fact]
    public async Task Examine_RefusesGb18030_WhenUtf8WasDeclared() =>
        Assert.Equal("wrong-encoding", (await Files.Examine(Files.Gb18030(Files.PenaltyCsv(3)), charset: "utf-8")).Fault?.Fault.Code);

    [Fact]
    public async Task Examine_RefusesPlainBytes_WhenGzipWasDeclared() =>
        Assert.Equal("gzip-damaged", (await Files.Examine(Files.Utf8(Files.PenaltyCsv(3)), gzip: true)).Fault?.Fault.Code);

    [Fact]
    public async Task Examine_SaysWhichColumnsAreMissing_WhenCsvWasDeclared() =>
        Assert.Equal("unknown-header", (await Files.Examine(Files.Utf8("示例\n"), Files.Csv)).Fault?.Fault.Code);

    [Theory]
    [InlineData(Files.Ndjson, "\n")]
    [InlineData(Files.Csv, "\n\r\n ,\n")]
    public async Task Examine_TakesBlankLinesForNothing(string type, string text) =>
        Assert.Equal("empty-file", (await Files.Examine(Files.Utf8(text), type)).Fault?.Fault.Code);

    [Fact]
    public async Task Examine_Passes_OnWhateverTheStreamThrows()
    {
        var failing = () => Files.Examine(static () => throw new IOException("示例"));

        await Assert.ThrowsAsync<IOException>(failing);
    }
}

using System.Net;
using System.Text;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>What cannot be taken is refused before a job exists, with what to mend; and nothing of it is kept.</summary>
public sealed class PushFaultTests(SharedGate shared)
{
    public static TheoryData<string, string> BadKeys => new()
    {
        { "", "key-missing" },
        { "two words", "key-malformed" },
        { "50%", "key-malformed" },
        { new string('x', 201), "key-malformed" },
        { $"file-{Invented.Person().IdNumber}", "id-number-in-key" },
    };

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "application/x-ndjson", [], "empty-file" },
        { "application/x-ndjson", PushFileTests.Packed(Encoding.UTF8.GetBytes(new string(' ', 10_000) + "{}"))[..^9], "gzip-truncated" },
        { "application/gzip", Encoding.UTF8.GetBytes("{}"), "gzip-damaged" },
        { "text/csv", [0x50, 0x4B, 3, 4, 0, 0, 0, 0, 8, 0], "not-text" },
        { "text/csv; charset=utf-8", [.. "主体名称,统一社会信用代码\r\n"u8, 0xFF, 0xFE], "wrong-encoding" },
        { "application/octet-stream", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray(), "utf-16" },
        { "application/octet-stream", Encoding.UTF8.GetBytes("[1,2]\r\n"), "unknown-form" },
        { "text/csv", Encoding.UTF8.GetBytes("one,two\r\n"), "unknown-header" },
    };

    [Fact]
    public async Task Push_SaysHowToNameAFile_WhenTheKeyIsMissing()
    {
        var fault = await (await shared.Gate.As("D22")).RefusedFile(SentFile.Of(), null);

        Assert.Equal(["Idempotency-Key", "key-missing"], fault.Texts("field", "code"));
        Assert.Contains("SHA-256", fault.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Push_RefusesAKeyThatCannotNameAFile(string key, string code)
    {
        var client = await shared.Gate.As("D22");

        Assert.Equal(["Idempotency-Key", code], (await client.RefusedFile(SentFile.Of(), key)).Texts("field", "code"));
        if (key.Length > 0 && !key.Contains('%', StringComparison.Ordinal))
        {
            var asked = await client.GetAsync($"/v1/pushes/uploads/{Uri.EscapeDataString(key)}", TestContext.Current.CancellationToken);
            Assert.Equal([code], (await asked.Problem(HttpStatusCode.UnprocessableEntity, "validation")).Each("faults", "code"));
        }
    }

    [Theory]
    [InlineData("?asOf=2026-06-01", "asOf", "not-an-instant")]
    [InlineData("?asOf=2026-06-01T00:00:00", "asOf", "not-an-instant")]
    [InlineData("?asOf=2026-06-01T00:00:00+08:00", "asOf", "not-an-instant")]
    [InlineData("?asOf=2199-06-01T00:00:00Z", "asOf", "date-in-future")]
    [InlineData("?atomic=yes", "atomic", "not-true-or-false")]
    [InlineData("?list=L99", "list", "unknown-list")]
    [InlineData("?snapshot=Penalty", "snapshot", "unknown-kind")]
    [InlineData("?snapshot=3", "snapshot", "unknown-kind")]
    [InlineData("?snapshot=listEntry", "list", "missing")]
    [InlineData("?mostWithdrawnPercent=5", "mostWithdrawnPercent", "out-of-range")]
    [InlineData("?snapshot=penalty&mostWithdrawnPercent=101", "mostWithdrawnPercent", "out-of-range")]
    [InlineData("?snapshot=penalty&mostWithdrawnPercent=-1", "mostWithdrawnPercent", "out-of-range")]
    public async Task Push_NamesTheParameter_WhenItCannotBeUsed(string query, string field, string code)
    {
        var fault = await (await shared.Gate.As("D22")).RefusedFile(SentFile.Of(Rows.Penalty(Invented.Entity())) with { Query = query }, PushCalls.NewKey());

        Assert.Equal([field, code], fault.Texts("field", "code"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("one")]
    public async Task Push_NamesTheOffset_WhenItIsNoNumber(string offset)
    {
        var fault = await (await shared.Gate.As("D22")).RefusedFile(SentFile.Of() with { Offset = offset }, PushCalls.NewKey());

        Assert.Equal(["Upload-Offset", "not-a-number"], fault.Texts("field", "code"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("application/json", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/zip", null)]
    [InlineData("text/csv; charset=utf-16", null)]
    [InlineData("text/csv", "br")]
    [InlineData("text/csv", "gzip, gzip")]
    public async Task Push_Is415AndSaysWhichTypesThereAre(string? type, string? encoding)
    {
        var response = await (await shared.Gate.As("D22")).SendFile(PushCalls.NewKey(), new SentFile("{}"u8.ToArray(), type, encoding));

        Assert.Contains("text/csv", (await response.Problem(HttpStatusCode.UnsupportedMediaType, "not-row-file")).Text("title"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Push_RefusesAFileThatCannotBeRead_AndItsKeyStaysFree(string type, byte[] content, string code)
    {
        var (client, key) = (await shared.Gate.As("D22"), PushCalls.NewKey());

        var fault = await client.RefusedFile(new SentFile(content, type), key);

        Assert.Equal(code, fault.Text("code"));
        Assert.Equal(0, await client.Received(key));
        Assert.Equal("completed", (await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())), key)).Text("state"));
    }

    [Fact]
    public async Task Push_RefusesAnAllOrNothingFile_WhenItIsLong()
    {
        var subject = Invented.Entity();
        var file = SentFile.Of([.. Enumerable.Range(0, 10_001).Select(number => Rows.Penalty(subject, $"示罚{number}号"))]) with { Query = "?atomic=true" };

        var fault = await (await shared.Gate.As("D22")).RefusedFile(file, PushCalls.NewKey());

        Assert.Equal(["atomic", "atomic-too-many"], fault.Texts("field", "code"));
    }

    [Fact]
    public async Task Push_Is413BeforeABodyIsSent_WhenItIsAnnouncedTooLarge()
    {
        using var upload = await RawUpload.Begin(await shared.Gate.As("D22"), PushCalls.NewKey(), (2L << 30) + 1, []);

        Assert.StartsWith("HTTP/1.1 413 ", await upload.StatusLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_Is413AndForgetsWhatCame_WhenItTurnsOutTooLarge()
    {
        await using var gate = await RunningGate.Start(args: "--Uploads:LargestBytes=1048576");
        var (client, key) = (await gate.As("D22"), PushCalls.NewKey());
        using var content = new StreamContent(new UnknownLength(new byte[(1 << 20) + 1])) { Headers = { { "Content-Type", "text/csv" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pushes") { Content = content, Headers = { { "Idempotency-Key", key } } };

        await (await client.SendAsync(request, TestContext.Current.CancellationToken)).Problem(HttpStatusCode.RequestEntityTooLarge, "upload-too-large");

        Assert.Equal(0, await client.Received(key));
    }

    [Fact]
    public async Task Push_Is507_WhenTheDiskHasToKeepRoomForTheLedger()
    {
        await using var gate = await RunningGate.Start(args: $"--Uploads:LeaveFreeBytes={long.MaxValue}");

        var response = await (await gate.As("D22")).SendFile(PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));

        await response.Problem(HttpStatusCode.InsufficientStorage, "upload-no-room");
    }

    [Fact]
    public async Task Process_EndsWithOneSentence_WhenALimitIsNoLimit()
    {
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(directory.Path, "--Uploads:LargestBytes=5");
        await process.Exited();

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("Uploads:LargestBytes must be", process.Output.Trim());
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Pushes_Are401_WithoutAKey() =>
        await (await shared.Gate.Anonymous.SendFile(PushCalls.NewKey(), SentFile.Of())).Problem(HttpStatusCode.Unauthorized, "no-key");

    private sealed class UnknownLength(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

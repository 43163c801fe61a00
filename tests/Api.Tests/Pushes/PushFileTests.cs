using System.IO.Compression;
using System.Net;
using System.Text;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

public sealed class PushFileTests(SharedGate shared)
{
    private const string ListHeader = "主体名称,统一社会信用代码,名单代码,文书号,列入日期,列入事由,列入依据";

    [Fact]
    public async Task Push_TakesTheGoodRowsAndSaysWhatBecameOfAll()
    {
        var client = await shared.Gate.As("D22");
        var (listed, fined) = (Invented.Entity(), Invented.Entity());

        var response = await client.SendFile(PushCalls.NewKey(), SentFile.Of(
            Rows.WageDefaulter(listed), Rows.Penalty(fined), Rows.Penalty(fined[..^1] + "Z", "示罚2号"), Rows.Penalty(fined).With("number", null)));
        var taken = await response.Body(HttpStatusCode.Accepted);
        var job = await client.Ended(taken.Text("id")!);

        Assert.Equal(taken.GetProperty("links").Text("self"), response.Headers.Location!.ToString());
        Assert.Equal(["ndjson", "utf8"], taken.GetProperty("file").Texts("form", "charset"));
        Assert.Equal(4, taken.GetProperty("file").Number("rows"));
        Assert.Equal(("completed", "D22"), (job.Text("state"), job.Text("organisation")));
        Assert.Equal([4, 2, 0, 0, 0, 2], job.Numbers("settled", "created", "revised", "unchanged", "withdrawn", "rejected"));
        Assert.True(job.GetProperty("rate").GetDouble() > 0);
        Assert.Equal(job.ToString(), (await client.Get($"/v1/pushes/{taken.Text("id")}")).ToString());
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(listed))).Text("outcome"));
        var notice = job.GetProperty("links").Text("repairNotice")!.Replace("{subject}", fined, StringComparison.Ordinal).Replace("{&number}", "&number=示罚1号", StringComparison.Ordinal);
        Assert.Equal(fined, (await client.Get(notice)).Text("subject"));
    }

    [Fact]
    public async Task Push_TakesARedListAsItIsPublished_AndAsksForDocumentNumbersOfAnAdverseOne()
    {
        var subject = Invented.Entity();

        var red = await (await shared.Gate.As("D14")).PushFile(SentFile.Csv("企业名称,统一社会信用代码,名单名称,认定日期", $"示例有限公司,{subject},纳税信用A级纳税人,{Days.Ago(30)}"));
        var client = await shared.Gate.As("D22");
        var adverse = await client.PushFile(SentFile.Csv("企业名称,统一社会信用代码,名单代码,认定日期", $"示例有限公司,{subject},L04,{Days.Ago(30)}"));

        Assert.Equal([1, 0], red.Numbers("created", "rejected"));
        Assert.Equal([0, 1], adverse.Numbers("created", "rejected"));
        Assert.Contains("文书号", await client.GetStringAsync($"/v1/pushes/{adverse.Text("id")}/rejects", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_IsTheSameJob_WhenTheSameFileComesAgainWithItsKey()
    {
        var client = await shared.Gate.As("D22");
        var (key, file) = (PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));
        var first = await client.PushFile(file, key);

        var again = await client.SendFile(key, file);

        Assert.Equal(first.ToString(), (await again.Body(HttpStatusCode.OK)).ToString());
        Assert.Equal(file.Content.Length, await client.Received(key));
        var nothingLeft = await client.SendFile(key, file with { Content = [], Offset = $"{file.Content.Length}" });
        Assert.Equal(first.Text("id"), (await nothingLeft.Body(HttpStatusCode.OK)).Text("id"));
    }

    [Fact]
    public async Task Push_ChangesNothing_WhenTheSameFileComesWithAnotherKey()
    {
        var client = await shared.Gate.As("D22");
        var subject = Invented.Entity();
        var file = SentFile.Of(Rows.WageDefaulter(subject), Rows.Penalty(subject));
        await client.PushFile(file);
        var before = (await client.Check(Calls.CheckOf(subject))).GetProperty("measures").ToString();

        var second = await client.PushFile(file);

        Assert.Equal([0, 0, 2, 0], second.Numbers("created", "revised", "unchanged", "rejected"));
        Assert.Equal(before, (await client.Check(Calls.CheckOf(subject))).GetProperty("measures").ToString());
    }

    [Theory]
    [InlineData("a row more", "", true)]
    [InlineData("all or none", "?atomic=true", false)]
    [InlineData("a list", "?list=L04", false)]
    [InlineData("a snapshot", "?snapshot=penalty", false)]
    [InlineData("another instant", "?asOf=2026-01-01T00:00:00Z", false)]
    public async Task Push_Is409KeyReused_WhenItsKeyNamesSomethingElse(string what, string query, bool isLonger)
    {
        var client = await shared.Gate.As("D22");
        var (key, file) = (PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));
        await client.PushFile(file, key);

        var other = await client.SendFile(key, file with { Query = query, Content = isLonger ? [.. file.Content, .. file.Content] : file.Content });

        Assert.NotNull((await other.Problem(HttpStatusCode.Conflict, "key-reused")).Text("title") ?? what);
    }

    [Fact]
    public async Task Push_IsOneJob_WhenTheSameFileComesManyTimesAtOnce()
    {
        var client = await shared.Gate.As("D22");
        var (key, file) = (PushCalls.NewKey(), SentFile.Of([.. Enumerable.Range(0, 500).Select(static _ => Rows.Penalty(Invented.Entity()))]));

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SendFile(key, file)));

        Assert.Single(responses, static response => response.StatusCode == HttpStatusCode.Accepted);
        var ids = await Task.WhenAll(responses.Select(static async response => (await response.Body(response.StatusCode)).Text("id")));
        var job = await client.Ended(Assert.Single(ids.Distinct())!);
        Assert.Equal([500, 500], job.Numbers("settled", "created"));
        Assert.Single(Uploads(), file => file.Contains(Guid.Parse(ids[0]!).ToString("N"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Push_IsAJobOfItsOwn_WhenAnotherOrganisationUsesTheKey()
    {
        var (key, file) = (PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));

        var one = await (await shared.Gate.As("D22")).PushFile(file, key);
        var other = await (await shared.Gate.As("D34")).PushFile(file, key);

        Assert.NotEqual(one.Text("id"), other.Text("id"));
        Assert.Equal([1, 1], (int[])[one.Number("created"), other.Number("created")]);
    }

    [Theory]
    [InlineData("text/csv", "utf-8", "utf8")]
    [InlineData("text/csv; charset=utf-8", "utf-8", "utf8")]
    [InlineData("text/csv; charset=\"GBK\"", "gb18030", "gb18030")]
    [InlineData("text/csv; charset=gb18030", "gb18030", "gb18030")]
    [InlineData("text/csv", "gb18030", "gb18030")]
    [InlineData("application/octet-stream", "utf-8", "utf8")]
    public async Task Push_ReadsAListFile_InTheCharsetsThatDepartmentsUse(string type, string encoding, string charset)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var client = await shared.Gate.As("D22");
        var subject = Invented.Entity();
        var file = Encoding.GetEncoding(encoding).GetBytes($"{ListHeader}\r\n示例建筑有限公司,{subject},L04,示人社列1号,{Days.Ago(30)},示例：拖欠工资,示例第1条\r\n");

        var job = await client.PushFile(new SentFile(file, type));

        Assert.Equal(["listCsv", charset], job.GetProperty("file").Texts("form", "charset"));
        Assert.Equal([1, 0], job.Numbers("created", "rejected"));
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(subject))).Text("outcome"));
    }

    [Theory]
    [InlineData("application/x-ndjson", "gzip")]
    [InlineData("application/gzip", null)]
    [InlineData("application/octet-stream", null)]
    public async Task Push_ReadsAPackedFile(string type, string? encoding)
    {
        var file = SentFile.Of(Rows.Penalty(Invented.Entity()));

        var job = await (await shared.Gate.As("D22")).PushFile(new SentFile(Packed(file.Content), type, encoding));

        Assert.True(job.GetProperty("file").GetProperty("gzip").GetBoolean());
        Assert.Equal(1, job.Number("created"));
    }

    [Fact]
    public async Task Push_DoesNothing_WhenARowOfAnAllOrNothingFileIsBad()
    {
        var client = await shared.Gate.As("D22");
        var subject = Invented.Entity();
        var bad = Rows.Penalty(Invented.Entity(), "示罚2号").With("decidedOn", "2026-13-01");

        var failed = await client.PushFile(SentFile.Of(Rows.WageDefaulter(subject), bad) with { Query = "?atomic=true" });

        Assert.Equal(("failed", "rows-rejected"), (failed.Text("state"), failed.GetProperty("fault").Text("code")));
        Assert.Equal([0, 1], failed.Numbers("created", "rejected"));
        Assert.Equal("proceed", (await client.Check(Calls.CheckOf(subject))).Text("outcome"));
        Assert.Single(await client.JsonLines(failed, "rejects"));

        var taken = await client.PushFile(SentFile.Of(Rows.WageDefaulter(subject)) with { Query = "?atomic=true" });
        Assert.Equal(("completed", 1), (taken.Text("state"), taken.Number("created")));
    }

    [Fact]
    public async Task Push_WithdrawsWhatASnapshotDoesNotName_WithinItsLimit()
    {
        await using var gate = await RunningGate.Start();
        var client = await gate.As("D22");
        var (stays, goes) = (Invented.Entity(), Invented.Entity());
        await client.PushFile(SentFile.Of(Rows.WageDefaulter(stays), Rows.WageDefaulter(goes, "示列2号")));
        var snapshot = SentFile.Of(Rows.WageDefaulter(stays)) with { Query = "?snapshot=listEntry&list=L04" };

        var held = await client.PushFile(snapshot);
        Assert.Equal(("failed", "snapshot-too-much-missing"), (held.Text("state"), held.GetProperty("fault").Text("code")));
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(goes))).Text("outcome"));

        var done = await client.PushFile(snapshot with { Query = snapshot.Query + "&mostWithdrawnPercent=50" });

        Assert.Equal(("completed", 1), (done.Text("state"), done.Number("missing")));
        Assert.Equal("proceed", (await client.Check(Calls.CheckOf(goes))).Text("outcome"));
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(stays))).Text("outcome"));
    }

    [Fact]
    public async Task Push_CountsAsOlder_WhenItsDeclaredInstantIs()
    {
        var client = await shared.Gate.As("D22");
        var subject = Invented.Entity();
        var row = Rows.Penalty(subject);
        await client.PushFile(SentFile.Of(row));

        var older = await client.PushFile(SentFile.Of(row.With("fine10kCny", 9)) with { Query = "?asOf=2026-01-01T00:00:00%2B08:00" });

        Assert.Equal([0, 1, 1], older.Numbers("revised", "unchanged", "superseded"));
        Assert.Equal("2026-01-01T00:00:00+08:00", older.Text("asOf"));
    }

    private string[] Uploads() => Directory.GetFiles(Path.Combine(shared.Gate.Directory, "uploads"));

    internal static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}

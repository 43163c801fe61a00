using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>What was rejected comes back as it was sent, with what is wrong, and goes in once it is mended.</summary>
public sealed class RejectsTests(SharedGate shared)
{
    private const string Header = "主体名称,统一社会信用代码,名单代码,文书号,列入日期,列入事由,列入依据,内部编号";

    [Fact]
    public async Task Rejects_OfNdjson_GoInOnceTheyAreMended()
    {
        var client = await shared.Gate.As("D22");
        var (good, late, wrong) = (Rows.WageDefaulter(Invented.Entity()), Rows.WageDefaulter(Invented.Entity()).With("decidedOn", "2026-02-30"), Rows.Penalty("91360700XN0000XC2Z"));
        var file = SentFile.Of(good, late, wrong);
        var job = await client.PushFile(file with { Content = [.. file.Content, .. "{\"kind\":\n\n[1]\n"u8] });

        var rejected = await client.JsonLines(job, "rejects");

        Assert.Equal((1, 4), job.Taken());
        Assert.Equal([2, 3, 4, 6], rejected.Select(static row => row.GetProperty("_rejected").Number("line")));
        Assert.Equal(["decidedOn"], rejected[0].GetProperty("_rejected").Each("faults", "field"));
        Assert.Equal(["subject.uscc"], rejected[1].GetProperty("_rejected").Each("faults", "field"));
        Assert.All(rejected[..2], static row => Assert.Equal("_rejected", row.EnumerateObject().First().Name));
        Assert.Equal(late.ToJsonString(), Without(rejected[0].GetRawText()).ToJsonString());
        Assert.Equal(["{\"kind\":", "[1]"], rejected[2..].Select(static row => row.GetProperty("_rejected").Text("sent")));

        var mended = JsonNode.Parse(rejected[0].GetRawText())!.AsObject();
        mended["decidedOn"] = Days.Ago(20);
        Assert.Equal((1, 0), (await client.PushFile(SentFile.Of(mended))).Taken());
    }

    [Fact]
    public async Task Rejects_StayTheSame_WhenTheyArePushedAgainAsTheyAre()
    {
        var client = await shared.Gate.As("D22");
        var ndjson = await client.PushFile(SentFile.Of(Rows.Penalty("91360700XN0000XC2Z")));
        var csv = await client.PushFile(SentFile.Csv(Header, $"示例建筑有限公司,91360700XN0000XC2Z,L04,示列1号,{Days.Ago(30)},示例,示例第1条,"));
        var (rejectedRows, rejectedCsv) = (await client.Lines(ndjson, "rejects"), await client.Lines(csv, "rejects"));

        var rows = await client.PushFile(new SentFile(Encoding.UTF8.GetBytes(rejectedRows)));
        var table = await client.PushFile(new SentFile(Encoding.UTF8.GetBytes(rejectedCsv), "text/csv"));

        Assert.Equal(rejectedRows, await client.Lines(rows, "rejects"));
        Assert.Equal(rejectedCsv, await client.Lines(table, "rejects"));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Rejects_OfCsv_KeepTheirColumnsAndGoInOnceTheyAreMended(char separator)
    {
        var client = await shared.Gate.As("D22");
        var (good, other) = (Invented.Entity(), Invented.Entity());
        string Line(string subject, string day, string reason) => string.Join(separator, ["示例建筑有限公司", subject, "L04", "示列1号", day, reason, "示例第1条", "N-1"]);
        var job = await client.PushFile(SentFile.Csv(Header.Replace(',', separator), Line(good, Days.Ago(30), "示例"), Line(other, "2026-02-30", "\"示例，\r\n他说\"\"不\"\"\"")));

        var bytes = await client.GetByteArrayAsync(job.GetProperty("links").Text("rejects"), TestContext.Current.CancellationToken);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal($"_line{separator}_field{separator}_code{separator}_message{separator}{Header.Replace(',', separator)}", lines[0]);
        Assert.StartsWith($"3{separator}", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(separator + Line(other, "2026-02-30", "\"示例，\r\n他说\"\"不\"\"\"") + "\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

        var mended = Encoding.UTF8.GetString(bytes).Replace("2026-02-30", Days.Ago(20), StringComparison.Ordinal);
        var second = await client.PushFile(new SentFile(Encoding.UTF8.GetBytes(mended), "text/csv"));
        Assert.Equal((1, 0), second.Taken());
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(other))).Text("outcome"));
    }

    [Fact]
    public async Task Rejects_SpeakTheLanguageOfWhoeverAsks()
    {
        var client = await shared.Gate.As("D22");
        var job = await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity()).With("decidedOn", "2026-02-30")));
        using var request = new HttpRequestMessage(HttpMethod.Get, job.GetProperty("links").Text("rejects")) { Headers = { { "Accept-Language", "en" } } };

        var english = await (await client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var chinese = await client.Lines(job, "rejects");
        Assert.NotEqual(chinese, english);
        Assert.DoesNotContain(Message(english), static letter => letter > 0x2E80);
        Assert.Contains(Message(chinese), static letter => letter > 0x2E80);
    }

    [Fact]
    public async Task Rejects_AreEmpty_WhenEveryRowWasTaken()
    {
        var client = await shared.Gate.As("D22");

        Assert.Equal("", await client.Lines(await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity()))), "rejects"));
    }

    [Fact]
    public async Task Rejects_AreAllThere_WhenTheyFillManyPages()
    {
        var client = await shared.Gate.As("D22");
        var job = await client.PushFile(SentFile.Of([.. Enumerable.Range(0, 5_000).Select(static number =>
            Rows.Penalty(Invented.Entity(), $"示罚{number}号").With("decidedOn", number % 2 == 0 ? "2026-02-30" : Days.Ago(3)))]));

        Assert.Equal(Enumerable.Range(0, 2_500).Select(static half => (half * 2) + 1), (await client.JsonLines(job, "rejects")).Select(static row => row.GetProperty("_rejected").Number("line")));
    }

    [Fact]
    public async Task Extra_GivesBackWhatStoodInUnknownColumns()
    {
        var client = await shared.Gate.As("D22");
        var job = await client.PushFile(SentFile.Csv(
            Header, $"示例建筑有限公司,{Invented.Entity()},L04,示列1号,{Days.Ago(30)},示例,示例第1条,\"N,1\"", $"示例建筑有限公司,{Invented.Entity()},L04,示列1号,{Days.Ago(30)},示例,示例第1条,"));

        Assert.Equal(["内部编号"], job.GetProperty("file").GetProperty("unknownColumns").EnumerateArray().Select(static name => name.GetString()));
        Assert.Equal("""{"line":2,"columns":{"内部编号":"N,1"}}""", Assert.Single(await client.JsonLines(job, "extra")).GetRawText());
    }

    [Fact]
    public async Task Late_NamesWhatCameAfterSevenWorkingDays()
    {
        var client = await shared.Gate.As("D22");
        var job = await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity()).With("decidedOn", Days.Ago(0)), Rows.Penalty(Invented.Entity(), "示罚2号").With("decidedOn", Days.Ago(60))));

        Assert.Equal([1, 1], job.GetProperty("doublePublicity").Numbers("onTime", "late"));
        var late = Assert.Single(await client.JsonLines(job, "late"));
        Assert.Equal(2, late.Number("line"));
        Assert.Equal(["示罚2号", Days.Ago(60)], late.Texts("number", "decidedOn"));
        Assert.InRange(late.Number("workingDaysLate"), 20, 49);
    }

    [Fact]
    public async Task Lines_Are410_WhenTheJobHasExpired()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
        await using var gate = await RunningGate.Start(clock);
        var client = await gate.As("D22");
        var job = await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity()).With("decidedOn", "2026-02-30")));
        clock.Advance(TimeSpan.FromDays(90));

        foreach (var link in (string[])["rejects", "late", "extra"])
        {
            await (await client.GetAsync(job.GetProperty("links").Text(link), TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Gone, "push-expired");
        }
    }

    private static JsonObject Without(string row)
    {
        var sent = JsonNode.Parse(row)!.AsObject();
        sent.Remove("_rejected");
        return sent;
    }

    private static string Message(string rejects) => JsonNode.Parse(rejects)!["_rejected"]!["faults"]![0]!["message"]!.GetValue<string>();
}

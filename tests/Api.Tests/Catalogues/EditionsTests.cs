using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Catalogues;

public sealed class EditionsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Edition_DecidesFromItsInstantOn_IsRolledBack_AndPastReceiptsReplay()
    {
        var clock = new SetClock(Monday);
        await using var gate = await RunningGate.Start(clock);
        var uscc = Invented.Entity();
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("decidedOn", "2026-06-03"));
        var unaware = await Check(gate, uscc);

        await gate.Operator.Post("/v1/catalogue/editions", await WithoutRule(gate, "P03"));
        Assert.Equal("refuse", (await Check(gate, uscc)).Text("outcome"));
        await gate.Operator.Post("/v1/catalogue/editions/example-1/publish", Start(Monday.AddHours(1)));
        var before = await Check(gate, uscc);
        clock.Now = Monday.AddHours(1).AddTicks(-1);
        var last = await Check(gate, uscc);
        clock.Now = Monday.AddHours(1);
        var after = await Check(gate, uscc);
        await gate.Operator.Post("/v1/catalogue/editions/roll-back", new JsonObject { ["id"] = "example-2", ["startsAt"] = Written(Monday.AddHours(2)) });
        clock.Now = Monday.AddHours(2);
        var back = await Check(gate, uscc);

        Assert.Equal(["2026-04", "2026-04", "2026-04", "example-1", "example-2"], ((JsonElement[])[unaware, before, last, after, back]).Select(static answer => answer.Text("edition")));
        Assert.Equal(["refuse", "refuse", "refuse", "proceed", "refuse"], ((JsonElement[])[unaware, before, last, after, back]).Select(static answer => answer.Text("outcome")));
        Assert.Equal(Monday.AddHours(1), DateTimeOffset.Parse(before.Text("validUntil")!, CultureInfo.InvariantCulture));
        foreach (var answer in (JsonElement[])[unaware, before, last, after, back])
        {
            var replayed = await gate.Operator.Post($"/v1/receipts/{answer.Text("receipt")}/replay", new JsonObject());
            Assert.True(replayed.GetProperty("same").GetBoolean(), replayed.ToString());
        }

        await ReplayAll(gate);
    }

    [Fact]
    public async Task Edition_IsRefusedWhole_NamingFileAndEntry()
    {
        await using var gate = await RunningGate.Start(new SetClock(Monday));
        var body = await WithoutRule(gate, "P03");
        body["files"]!["rules.json"]!["rules"]![0]!["lists"] = new JsonArray("L99");
        body["files"]!["severity.json"] = new JsonObject();

        var zh = await Refused(gate, body, "zh-CN");
        var en = await Refused(gate, body, "en");

        Assert.Contains(zh.Each("faults", "field"), static field => field!.StartsWith("files.severity.json", StringComparison.Ordinal));
        Assert.Equal(zh.Each("faults", "field"), en.Each("faults", "field"));
        Assert.Contains("缺少成员 rules。请补上。", zh.Each("faults", "message"));
        Assert.Contains("Member rules is missing. Add it.", en.Each("faults", "message"));
        Assert.All(en.Each("faults", "message"), static message => Assert.DoesNotContain(message!, IsChinese));
        Assert.All(zh.Each("faults", "message"), static message => Assert.DoesNotMatch("[A-Za-z]{2,} [A-Za-z]{2,}", message));
        Assert.DoesNotContain("example-1", (await gate.Operator.Get("/v1/catalogue/editions")).Each("editions", "id"));
    }

    [Fact]
    public async Task Edition_MayNotLoseAList_ThatRecordsName()
    {
        await using var gate = await RunningGate.Start(new SetClock(Monday));
        var files = await gate.Operator.Get("/v1/catalogue/editions/2026-04/files");
        var lists = JsonNode.Parse(files.GetProperty("lists.json").GetRawText())!;
        var entries = lists["lists"]!.AsArray();
        entries.Remove(entries.First(static list => (string?)list!["code"] == "L17"));

        var body = Edition(new JsonObject { ["lists.json"] = lists });
        var (zh, en) = (await Refused(gate, body, "zh-CN"), await Refused(gate, body, "en"));

        Assert.Equal(["files.lists.json.L17"], zh.Each("faults", "field"));
        Assert.Equal(["catalogue-fault"], zh.Each("faults", "code"));
        Assert.Equal(["该条目已不在，而记录或回执可能引用它。请保留该条目。"], zh.Each("faults", "message"));
        Assert.Equal(["It is gone, and records or receipts may name it. Keep the entry."], en.Each("faults", "message"));
    }

    [Fact]
    public async Task Publication_NeedsAMinute_AndCanBeTakenBackBefore()
    {
        var clock = new SetClock(Monday);
        await using var gate = await RunningGate.Start(clock);
        await gate.Operator.Post("/v1/catalogue/editions", await WithoutRule(gate, "P03"));
        var publish = "/v1/catalogue/editions/example-1/publish";

        var tooSoon = await (await gate.Operator.Send(publish, Start(Monday.AddSeconds(59)).ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        await gate.Operator.Post(publish, Start(Monday.AddHours(1)));
        await (await gate.Operator.Send(publish, Start(Monday.AddHours(3)).ToJsonString())).Problem(HttpStatusCode.Conflict, "edition-published");
        var answer = await Check(gate, Invented.Entity());
        await gate.Operator.Post("/v1/catalogue/editions/example-1/cancel", new JsonObject());
        clock.Now = Monday.AddHours(2);

        Assert.Equal(["too-soon"], tooSoon.Each("faults", "code"));
        Assert.Equal("2026-04", (await Check(gate, Invented.Entity())).Text("edition"));
        Assert.True((await gate.Operator.Post($"/v1/receipts/{answer.Text("receipt")}/replay", new JsonObject())).GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task Editions_AreTheOperators_AndNeverChanged()
    {
        await using var gate = await RunningGate.Start(new SetClock(Monday));
        var body = await WithoutRule(gate, "P03");
        await gate.Operator.Post("/v1/catalogue/editions", body);
        await gate.Operator.Post("/v1/catalogue/editions", body);

        await (await gate.Operator.Send("/v1/catalogue/editions", (await WithoutRule(gate, "P02")).ToJsonString())).Problem(HttpStatusCode.Conflict, "edition-id-taken");
        await (await (await gate.As("D22")).Send("/v1/catalogue/editions", body.ToJsonString())).Problem(HttpStatusCode.Forbidden, "not-allowed");
        var preview = await gate.Operator.Post("/v1/checks/preview", Calls.CheckOf(Invented.Entity()).With("edition", "example-1"));
        Assert.Equal("example-1", preview.Text("edition"));
    }

    /// <summary>As the job does it, which rules once for many answers of a subject: some of before the end was known, some of after.</summary>
    private static async Task ReplayAll(RunningGate gate)
    {
        while (gate.Services.GetRequiredService<ReceiptSpool>().Depth > 0)
        {
            await gate.Services.GetRequiredService<ReceiptShipper>().ShipBatch();
        }

        var job = await gate.Operator.Post("/v1/evidence/replays", new JsonObject { ["from"] = Written(Monday.AddDays(-1)) });
        var begun = TimeProvider.System.GetTimestamp();
        while (job.Text("state") == "running")
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "The replay does not end.");
            job = await gate.Operator.Get($"/v1/evidence/replays/{job.Text("id")}");
        }

        Assert.Equal(("completed", 0), (job.Text("state"), job.GetProperty("differing").GetInt64()));
        Assert.InRange(job.GetProperty("receipts").GetInt64(), 5, 1_000);
    }

    private static Task<JsonElement> Check(RunningGate gate, string uscc) => gate.Operator.Check(Calls.CheckOf(uscc));

    private static async Task<JsonElement> Refused(RunningGate gate, JsonObject edition, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/catalogue/editions") { Content = new StringContent(edition.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await (await gate.Operator.SendAsync(request, TestContext.Current.CancellationToken)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    private static bool IsChinese(char letter) => letter is >= '\u4E00' and <= '\u9FFF';

    private static async Task<JsonObject> WithoutRule(RunningGate gate, string rule)
    {
        var rules = JsonNode.Parse((await gate.Operator.Get("/v1/catalogue/editions/2026-04/files")).GetProperty("rules.json").GetRawText())!;
        var entries = rules["rules"]!.AsArray();
        entries.Remove(entries.First(entry => (string?)entry!["id"] == rule));
        return Edition(new JsonObject { ["rules.json"] = rules });
    }

    private static JsonObject Edition(JsonObject files) => new()
    {
        ["id"] = "example-1",
        ["name"] = new JsonObject { ["zh"] = "示例版", ["en"] = "Example edition" },
        ["files"] = files,
    };

    private static JsonObject Start(DateTimeOffset at) => new() { ["startsAt"] = Written(at) };

    private static string Written(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}

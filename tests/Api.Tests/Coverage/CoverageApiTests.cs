using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Actors.Receipts;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Coverage;

public sealed class CoverageApiTests(SharedGate shared)
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Checked and then decided, decided too late, decided and then checked, never checked, and one that needs no check.</summary>
    [Fact]
    public async Task Coverage_TellsHowCasesWereChecked_AndWhichTheyAre()
    {
        var clock = new FakeTimeProvider(Start);
        await using var gate = await RunningGate.Start(clock);
        var client = await gate.As("D23");
        var subject = Invented.Entity();
        foreach (var number in (string[])["示例一", "示例二"])
        {
            await client.Check(Calls.CheckOf(subject).With("businessNumber", number));
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        var decided = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(5));
        await client.Check(Calls.CheckOf(subject).With("businessNumber", "示例三"));
        var noNumber = (await client.Check(Calls.CheckOf(subject))).Text("receipt");
        clock.Advance(TimeSpan.FromDays(60));
        await Report(client, CaseOf(subject, "示例一", decided), CaseOf(subject, "示例二", clock.GetUtcNow()), CaseOf(subject, "示例三", decided), CaseOf(subject, "示例四", decided),
            CaseOf(subject, "示例五", decided.AddMinutes(10)).With("receipt", noNumber));

        await LookThrough(gate);

        var coverage = await client.Get("/v1/coverage?by=department");
        var row = Assert.Single(coverage.GetProperty("rows").EnumerateArray());
        Assert.Equal(("D23", "市财政局"), (row.Text("department"), row.Text("departmentName")));
        Assert.Equal(
            [4, 5, 2, 1, 1, 1, 2],
            ((string[])["answers", "mustCheckCases", "checkedInTime", "checkedExpired", "checkedLate", "neverChecked", "missed"]).Select(member => row.GetProperty(member).GetInt32()));
        Assert.Equal(0.6, row.GetProperty("mustCheckRate").GetDouble());
        Assert.Equal(["示例四"], (await client.Get("/v1/decided-cases?timing=never")).Each("cases", "businessNumber"));
        Assert.Equal(["示例一", "示例五", "示例二", "示例三", "示例四"], await Pages(client, 2));
        var months = (await client.Get("/v1/coverage?by=month")).Each("rows", "month");
        Assert.Equal(["2026-06", "2026-07"], months);

        var file = await gate.Operator.Get($"/v1/decided-cases/checks?department=D23&matter=MT-C01&businessNumber={Uri.EscapeDataString("示例五")}");
        Assert.Equal([noNumber], file.Each("checks", "receipt"));
    }

    [Fact]
    public async Task Csv_HasTheSameRows_InTheLanguageOfTheRequest()
    {
        await using var gate = await RunningGate.Start();
        var client = await gate.As("D23");
        await Report(client, CaseOf(Invented.Entity(), "示例一", TimeProvider.System.GetUtcNow().AddDays(-1)));
        client.DefaultRequestHeaders.Add("Accept-Language", "en");

        var lines = (await client.GetStringAsync("/v1/coverage/csv", Cancellation)).Split("\r\n");

        Assert.StartsWith("month,department,department name,matter,matter name,answers,must-check cases", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(",D23,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",0,1,0,0,0,1,1,0,0,0,0,0,0,0,0,0,,0,0,,0,0,,0,0,,0,", lines[1], StringComparison.Ordinal);
        client.DefaultRequestHeaders.Remove("Accept-Language");
        Assert.Contains("应查必查率", await client.GetStringAsync("/v1/coverage/csv", Cancellation), StringComparison.Ordinal);
    }

    /// <summary>Of two penalties one came within the seven working days, once however often it comes.</summary>
    private static async Task TellsWhatCameInTime(HttpClient source)
    {
        JsonObject[] rows = [Rows.Penalty(Invented.Entity(), "示罚7号").With("decidedOn", Days.Ago(1)), Rows.Penalty(Invented.Entity(), "示罚8号").With("decidedOn", Days.Ago(60))];
        await source.Push([.. rows.Select(static row => (JsonObject)row.DeepClone())]);
        await source.Push(rows);

        var row = Assert.Single((await source.Get("/v1/coverage")).GetProperty("rows").EnumerateArray());

        Assert.Equal(("D13", null, 1, 1, 0.5), (row.Text("department"), row.Text("matter"), row.GetProperty("publicityOnTime").GetInt32(), row.GetProperty("publicityLate").GetInt32(), row.GetProperty("publicityRate").GetDouble()));
        Assert.False(row.TryGetProperty("objectionRate", out _));
    }

    [Fact]
    public async Task Coverage_TellsTheDeliveryRate_AsFeedbackComes()
    {
        await using var gate = await RunningGate.Start();
        var (client, uscc) = (await gate.As("D23"), Invented.Entity());
        await TellsWhatCameInTime(await gate.As("D13"));
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        var consistent = await client.Check(Calls.CheckOf(uscc));
        var reasoned = await client.Check(Calls.CheckOf(uscc));
        foreach (var (answer, action) in ((JsonElement, string)[])[(consistent, "applied"), (reasoned, "notApplied")])
        {
            var path = $"/v1/receipts/{answer.Text("receipt")}/feedback";
            var items = (await client.Get(path)).Each("items", "code").Select(code => (JsonNode)new JsonObject { ["code"] = code, ["action"] = action }
                .With(action == "applied" ? "effectiveFrom" : "reasonIfDifferent", action == "applied" ? Days.Ago(0) : "示例理由"));
            await client.Post(path, new JsonObject { ["operator"] = "示例经办人", ["items"] = new JsonArray([.. items]) });
        }

        var row = (await client.Get("/v1/coverage")).GetProperty("total");

        Assert.Equal((2, 1, 1), (row.GetProperty("answersWithAdvice").GetInt32(), row.GetProperty("feedbackConsistent").GetInt32(), row.GetProperty("feedbackReasoned").GetInt32()));
        Assert.Equal(1, row.GetProperty("deliveryRate").GetDouble());
    }

    [Fact]
    public async Task Report_NamesEveryFault_AndTakesTheGoodRows()
    {
        var client = await shared.Gate.As("D23");
        var subject = Invented.Entity();
        var day = TimeProvider.System.GetUtcNow().AddDays(-1);

        var reply = await Report(
            client,
            CaseOf(subject, $"示例{subject}", day),
            CaseOf("91360702XNDEM00278", "示例一", day).With("matter", "MT-Z99").With("decision", "maybe").With("receipt", "示例").With("revision", 0),
            CaseOf(subject, "", day).With("decidedAt", "2026-06-01T09:30:00"),
            CaseOf(subject, "示例一", TimeProvider.System.GetUtcNow().AddDays(1)),
            new JsonObject { ["matters"] = "MT-C01" });

        Assert.Equal(["created", "rejected", "rejected", "rejected", "rejected"], reply.Each("rows", "outcome"));
        Assert.Equal(
            [[], ["matter", "subject.uscc", "decision", "receipt", "revision"], ["decidedAt", "businessNumber"], ["decidedAt"], ["matters"]],
            reply.GetProperty("rows").EnumerateArray().Select(static row => row.Each("faults", "field")));
        Assert.Equal(1, reply.GetProperty("created").GetInt32());
        Assert.Equal(4, reply.GetProperty("rejected").GetInt32());
    }

    [Fact]
    public async Task Report_IsOfOneToTenThousandRows()
    {
        var client = await shared.Gate.As("D23");

        await client.Post("/v1/decided-cases", new JsonObject { ["rows"] = new JsonArray() }, HttpStatusCode.UnprocessableEntity);
        var subject = Invented.Entity();
        var reply = await Report(client, [.. Enumerable.Range(0, 10_000).Select(number => CaseOf(subject, $"示例{subject}-{number}", TimeProvider.System.GetUtcNow().AddDays(-1)))]);

        Assert.Equal(10_000, reply.GetProperty("created").GetInt32());
    }

    [Fact]
    public async Task Coverage_IsADepartmentsOwn_AndTheOperatorsForAll()
    {
        var client = await shared.Gate.As("D23");

        await client.Get("/v1/coverage?department=D22", HttpStatusCode.Forbidden);
        await client.Get("/v1/decided-cases?department=D22", HttpStatusCode.Forbidden);
        await client.Get("/v1/decided-cases/checks?department=D22&matter=MT-C01&businessNumber=1", HttpStatusCode.Forbidden);
        await client.Get("/v1/coverage?department=D23");
        await shared.Gate.Operator.Get("/v1/coverage?department=D22");
        Assert.Equal(["department"], (await shared.Gate.Operator.Get("/v1/decided-cases", HttpStatusCode.UnprocessableEntity)).Each("faults", "field"));
    }

    [Fact]
    public async Task Parameters_AreRefused_EachWithItsCode()
    {
        var client = await shared.Gate.As("D23");

        Assert.Equal(
            ["not-a-month", "unknown-choice"], (await client.Get("/v1/coverage?from=2026-13&by=year", HttpStatusCode.UnprocessableEntity)).Each("faults", "code"));
        Assert.Equal(["ends-before-start"], (await client.Get("/v1/coverage?from=2026-02&to=2026-01", HttpStatusCode.UnprocessableEntity)).Each("faults", "code"));
        Assert.Equal(
            ["unknown-choice", "bad-cursor"], (await client.Get("/v1/decided-cases?timing=soon&after=x", HttpStatusCode.UnprocessableEntity)).Each("faults", "code"));
    }

    private static JsonObject CaseOf(string uscc, string number, DateTimeOffset decidedAt) => new()
    {
        ["matter"] = "MT-C01",
        ["businessNumber"] = number,
        ["subject"] = Rows.Entity(uscc),
        ["decidedAt"] = decidedAt.ToString("O"),
        ["decision"] = "granted",
    };

    private static Task<JsonElement> Report(HttpClient client, params JsonObject[] rows) =>
        client.Post("/v1/decided-cases", new JsonObject { ["rows"] = new JsonArray([.. rows]) });

    private static async Task<List<string?>> Pages(HttpClient client, int limit)
    {
        var (numbers, after) = (new List<string?>(), (string?)null);
        do
        {
            var page = await client.Get($"/v1/decided-cases?limit={limit}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));
            numbers.AddRange(page.Each("cases", "businessNumber"));
            after = page.Text("next");
        }
        while (after is not null);
        return numbers;
    }

    /// <summary>Receipts to the ledger, and the ledger's to coverage.</summary>
    private static async Task LookThrough(RunningGate gate)
    {
        while (await gate.Services.GetRequiredService<ReceiptShipper>().ShipBatch() > 0)
        {
        }

        while (await gate.Services.GetRequiredService<ReceiptSweep>().Sweep(Cancellation))
        {
        }
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Operations;
using CreditGate.Api.Tests.Pushes;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

/// <summary>
/// A marked name and a marked ID number go through everything the service takes, well and ill. Then they are searched for in all that it wrote and said, in every form.
/// </summary>
public sealed class CanaryTests(SharedPostgres postgres)
{
    /// <summary>Goes through with them and is to be found: the search finds what is there.</summary>
    private const string Control = "示例经办";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("示例金丝雀123456", "在里面：示例金丝雀123456。")]
    [InlineData("示例金丝雀", "\\u793A\\u4F8B\\u91D1\\u4E1D\\u96C0")]
    [InlineData("360799190001010035", "x%3D360799190001010035")]
    public void Canary_IsFound_WhereItStands(string word, string text)
    {
        var canary = new Canary(word);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        Assert.Equal([word], canary.In(text));
        Assert.Equal([word], canary.In([1, 2, 3, .. packed.ToArray(), 4]));
        Assert.Equal([word], canary.In([1, 2, 3, .. PackedContent.Pack(Encoding.UTF8.GetBytes($$"""{"name":"{{text}}"}""")), 4, 5]));
        Assert.All(Enumerable.Range(0, 5), before => Assert.Equal([word], canary.In(Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(word), 7, 7]))));
        Assert.Empty(canary.In(text.Replace('0', '1').Replace('金', '银').Replace("91D1", "94F6", StringComparison.Ordinal).Replace("123456", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task NameAndNumber_AreNowhere(string ledger)
    {
        var database = ledger == "postgres" ? postgres.NewDatabase() : null;
        var traces = database is null ? null : new PostgresTraces(postgres.Server, database);
        await using var collector = await Collector.Start();
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(
            directory.Path, ["--log", "json",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_TRACES_SAMPLER=always_on", "--OTEL_BSP_SCHEDULE_DELAY=100",
            .. database is null ? (string[])[] : ["--postgres", database]]);
        using var client = await process.Operator(directory.Path);
        var person = Invented.Person() with { Name = "示例金丝雀" };
        var canary = new Canary(person.Name, person.IdNumber);

        var replies = await new CanaryFlight(client, person).Everything();
        replies.Add(await client.GetStringAsync("/metrics", Cancellation));
        await client.Post("/v1/backups", new JsonObject(), database is null ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        await collector.Until("/v1/checks", "/v1/objections", "/v1/records");
        if (traces is not null)
        {
            await PushCalls.Until("a receipt has reached the database", () => Task.FromResult(traces.HasRows("receipt")));
        }

        await process.Kill();       // the side files of the databases stay

        Assert.NotEmpty(new Canary(Control).InFiles(directory.Path));
        Assert.Empty(canary.InFiles(directory.Path));
        if (traces is not null)
        {
            var found = traces.Of(new Canary(Control, person.Name, person.IdNumber)).ToArray();
            Assert.All((string[])["public.event", "public.receipt", "0000"], where => Assert.Contains(found, one => one.StartsWith($"{Control} in {where}", StringComparison.Ordinal)));
            Assert.All(found, static one => Assert.StartsWith(Control, one, StringComparison.Ordinal));
        }

        Assert.Empty(canary.In(process.Output));
        Assert.Empty(canary.In(collector.Spans));
        Assert.All(replies, reply => Assert.True(!canary.In(reply).Any(), reply));
        Assert.Contains("示****", string.Concat(replies), StringComparison.Ordinal);      // the person was carried all the way
    }
}

/// <summary>The calls of the flight.</summary>
internal sealed class CanaryFlight(HttpClient client, Person person)
{
    /// <summary>Beside the person whom it names, and where nobody is named: the service then has no name to know it by.</summary>
    private readonly string _text = $"示例经办 {person.IdNumber}，本人{person.Name}";
    private readonly string _number = $"示例经办 {person.IdNumber}";
    private readonly List<string> _replies = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<List<string>> Everything()
    {
        await Records();
        await Checks();
        await Files();
        await Cases();
        await Reports();
        await WrongPlaces();
        await Reading();
        return _replies;
    }

    private async Task Records()
    {
        using var court = await KeyOf("D34");
        await Post(court, "/v1/records", Push(Rows.JudgmentDefaulter(person).With("reason", _text).With("basis", _text)));
        await Post(court, "/v1/records", Push(Rows.ConsumptionOrder(Invented.Entity(), ("legalRepresentative", person)).With("reason", _text)));
        await Post(court, "/v1/records", Push(Rows.JudgmentDefaulter(person, person.IdNumber).With("decidedOn", person.Name)));
        await Post(court, "/v1/records", Push(Rows.JudgmentDefaulter(person with { Name = "示例别" })));
    }

    private async Task Checks()
    {
        await Post(client, "/v1/checks", Calls.CheckOf(person).With("purpose", _text).With("requestId", "CanarySeen"));
        await Post(client, "/v1/checks", Calls.CheckOf(person).With("explain", true));
        await Post(client, "/v1/checks", Calls.CheckOf(person with { Name = "示例别" }));
        await Post(client, "/v1/checks", Calls.CheckOf(person with { IdNumber = person.IdNumber[..^1] }));
        await Post(client, "/v1/checks", Calls.CheckOf(Invented.Entity()).With("businessNumber", person.IdNumber).With("purpose", _number));
        await Post(client, "/v1/checks", Calls.CheckOf(Invented.Entity()).With(person.IdNumber, 1));
        await Post(client, "/v1/checks/batch", new JsonObject { ["items"] = new JsonArray(Calls.CheckOf(person), Calls.CheckOf(person).With("matter", person.IdNumber)) });
        await Post(client, "/v1/checks/preview", Calls.CheckOf(person).With("explain", true).With("records", new JsonArray(Rows.JudgmentDefaulter(person, "示例假设1号").With("reason", _text))));
        await Post(client, "/v1/subjects/lookup", Calls.Lookup(person).With("purpose", _text));
    }

    private async Task Files()
    {
        using var court = await KeyOf("D34");
        var file = SentFile.Of(Rows.JudgmentDefaulter(person, "示例文件1号").With("reason", _text), Rows.JudgmentDefaulter(person, person.IdNumber).With("decidedOn", _text));
        var job = await court.PushFile(file, PushCalls.NewKey());
        _replies.Add(job.ToString());       // its rejects show the rows as they were sent, to their sender alone
        _replies.Add((await court.Get("/v1/pushes")).ToString());
        using var broken = await court.SendFile(person.IdNumber, SentFile.Csv(_text, person.IdNumber));
        _replies.Add(await broken.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task Cases()
    {
        using var court = await KeyOf("D34");
        var record = new JsonObject { ["source"] = "D34", ["kind"] = "listEntry", ["number"] = "示执2号", ["list"] = "L01" };
        var objection = CaseCalls.ObjectionTo("91360702XNDEM00277").With("subject", Rows.Named(person)).With("record", record.DeepClone()).With("statement", _text);
        var taken = await (await court.PostAsJsonAsync(CaseCalls.Objections, objection, Cancellation)).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancellation);
        _replies.Add(taken.ToString());
        await Post(court, $"{CaseCalls.Objections}/{taken.Text("id")}/steps", CaseCalls.StepBody("start", _number));
        await Post(court, $"{CaseCalls.Objections}/{taken.Text("id")}/steps", CaseCalls.StepBody("uphold", _number));
        await Post(court, CaseCalls.Repairs, CaseCalls.RepairOf("91360702XNDEM00277").With("subject", Rows.Named(person)).With("record", record.DeepClone()));
        await Post(court, "/v1/actions", new JsonObject { ["subject"] = Rows.Named(person), ["record"] = record });
    }

    private async Task Reports()
    {
        using var department = await KeyOf("D24");
        var answer = await department.Check(Calls.CheckOf(person).With("businessNumber", "示例办件2号"));
        var said = new JsonObject
        {
            ["operator"] = person.IdNumber,
            ["items"] = new JsonArray(new JsonObject { ["code"] = answer.Each("measures", "code").FirstOrDefault() ?? "M01.03", ["action"] = "applied", ["effectiveFrom"] = "2026-12-01", ["result"] = _number }),
        };
        await Post(department, $"/v1/receipts/{answer.Text("receipt")}/feedback", said);
        await Post(department, "/v1/decided-cases", new JsonObject
        {
            ["rows"] = new JsonArray(new JsonObject { ["subject"] = Rows.Named(person), ["matter"] = "MT-B01", ["businessNumber"] = "示例办件2号", ["decidedAt"] = "2026-11-20T10:00:00+08:00", ["decision"] = person.IdNumber }),
        });
        await Post(department, $"/v1/receipts/{answer.Text("receipt")}/replay?explain=true", new JsonObject());
        await Post(client, "/v1/credentials", new JsonObject { ["organisation"] = "D22", ["note"] = $"示例 {person.IdNumber}" });
        await Post(client, "/v1/credentials/revoked-tokens", new JsonObject { ["subject"] = person.IdNumber, ["reason"] = _number });
    }

    /// <summary>Numbers where none belongs: in addresses, headers, keys, and texts that are no JSON.</summary>
    private async Task WrongPlaces()
    {
        foreach (var path in (string[])[
            $"/v1/subjects/{person.IdNumber}", $"/v1/subjects/{person.IdNumber}/timeline", $"/v1/catalogue?at={person.IdNumber}", $"/v1/{person.IdNumber}", $"/v1/changes?after={person.IdNumber}",
            $"/v1/receipts/{person.IdNumber}", $"/v1/pushes?organisation={person.IdNumber}", $"/{Uri.EscapeDataString(person.Name)}"])
        {
            await Get(client, path);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = new StringContent($"{{\"{person.IdNumber}\": {person.Name}") };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var header in (string[])["User-Agent", "Accept-Language", "traceparent", "tracestate", "Idempotency-Key", "Cookie", "Referer"])
        {
            request.Headers.TryAddWithoutValidation(header, $"n={person.IdNumber}");
        }

        _replies.Add(await (await client.SendAsync(request, Cancellation)).Content.ReadAsStringAsync(Cancellation));
        using var stranger = new HttpClient { BaseAddress = client.BaseAddress, DefaultRequestHeaders = { { "X-Api-Key", person.IdNumber } } };
        await Get(stranger, "/v1/catalogue");
    }

    private async Task Reading()
    {
        var key = (await client.Post("/v1/subjects/lookup", Calls.Lookup(person).With("purpose", _text))).Text("key");
        var why = $"purpose={Uri.EscapeDataString(_number)}&businessNumber={Uri.EscapeDataString("示例1号")}";
        foreach (var path in (string[])[
            $"/v1/subjects/{key}?{why}", $"/v1/subjects/{key}/timeline?{why}", $"/v1/subjects/{key}/publicity?{why}", $"/v1/subjects/{key}/views", $"/v1/subjects/{key}/repair-notice?{why}&source=D34&number={Uri.EscapeDataString("示执2号")}&list=L01&format=html",
            "/v1/changes?limit=1000", "/v1/decided-cases?department=D24", .. await Lists()])
        {
            await Get(client, path);
        }
    }

    /// <summary>Whatever can be read without saying of whom, now and later: no list tells who a person is.</summary>
    private async Task<string[]> Lists()
    {
        var lists = (await client.Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(static path => !path.Name.Contains('{', StringComparison.Ordinal) && path.Value.TryGetProperty("get", out _))
            .Select(static path => path.Name)
            .ToArray();
        Assert.Contains("/v1/objections", lists);
        Assert.DoesNotContain(lists, static path => path.StartsWith("/v1/subjects", StringComparison.Ordinal));      // subjects are not listed at all
        return lists;
    }

    private async Task<HttpClient> KeyOf(string organisation)
    {
        var made = await client.Post("/v1/credentials", new JsonObject { ["organisation"] = organisation, ["limits"] = new JsonObject { ["matters"] = new JsonArray("*") } });
        return new HttpClient { BaseAddress = client.BaseAddress, DefaultRequestHeaders = { { "X-Api-Key", made.Text("key")! } } };
    }

    private async Task Post(HttpClient caller, string path, JsonNode body) =>
        _replies.Add(await (await caller.PostAsJsonAsync(path, body, Cancellation)).Content.ReadAsStringAsync(Cancellation));

    private async Task Get(HttpClient caller, string path) => _replies.Add(await (await caller.GetAsync(path, Cancellation)).Content.ReadAsStringAsync(Cancellation));

    private static JsonObject Push(params JsonObject[] rows) => new() { ["rows"] = new JsonArray([.. rows]) };
}

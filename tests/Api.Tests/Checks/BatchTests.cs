using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Checks;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Receipts;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class BatchTests(SharedGate shared)
{
    private const string Path = "/v1/checks/batch";

    [Fact]
    public async Task Batch_KeepsTheOrderAndTheErrorsApart_WhenGoodAndBadItemsAreMixed()
    {
        var listed = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(listed));

        var items = await Batch(
            Calls.CheckOf(listed),
            null,
            Calls.CheckOf(Invented.Entity(), "MT-Z99"),
            JsonValue.Create(7),
            Calls.CheckOf(Invented.Entity()).With("linked", new JsonArray((JsonNode?)null)),
            Calls.CheckOf(Invented.Entity()).With("unknownMember", "x"),
            Calls.CheckOf(Invented.Entity()));

        Assert.Equal(["refuse", null, null, null, null, null, "proceed"], items.Select(static item => Answer(item)?.Text("outcome")));
        Assert.Equal([null, "validation", "validation", "validation", "validation", "validation", null], items.Select(static item => item.Text("code")));
        Assert.Equal(["", "matter", "", "linked", "unknownMember"], items[1..6].Select(static item => item.Each("faults", "field").Single()));
    }

    [Fact]
    public async Task Batch_LeavesAReadableReceiptForEveryAnswer()
    {
        var items = await Batch([.. Enumerable.Range(0, 20).Select(static _ => Calls.CheckOf(Invented.Entity()))]);

        var receipts = items.Select(static item => Answer(item)!.Value.Text("receipt")!).ToArray();
        Assert.Equal(20, receipts.Distinct().Count());
        foreach (var (receipt, item) in receipts.Zip(items))
        {
            Assert.Equal(Answer(item).ToString(), (await shared.Gate.Operator.Get($"/v1/receipts/{receipt}")).GetProperty("answer").ToString());
        }
    }

    [Fact]
    public async Task Batch_AnswersTenThousand()
    {
        var uscc = Invented.Entity();

        var items = await Batch([.. Enumerable.Range(0, 10_000).Select(_ => Calls.CheckOf(uscc))]);

        Assert.Equal(10_000, items.Select(static item => Answer(item)!.Value.Text("receipt")).Distinct().Count());
    }

    [Fact]
    public async Task Batch_IsRefused_WhenItHoldsMoreThanTenThousand()
    {
        var uscc = Invented.Entity();
        var problem = await shared.Gate.Operator.Post(
            Path, Body([.. Enumerable.Range(0, 10_001).Select(_ => Calls.CheckOf(uscc))]), HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["too-many"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Batch_IsRefused_WhenAnItemCarriesARequestId()
    {
        var problem = await shared.Gate.Operator.Post(
            Path, Body(Calls.CheckOf(Invented.Entity()).With("requestId", "1")), HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["request-id-in-batch"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Batch_GivesThatItemItsError_WhenOneTokenLiesInTheFuture()
    {
        var items = await Batch(
            Calls.CheckOf(Invented.Entity()).With("consistency", "atLeast").With("token", "v9"), Calls.CheckOf(Invented.Entity()));

        Assert.Equal(["could-not-decide", null], items.Select(static item => item.Text("code")));
    }

    [Theory]
    [InlineData(""", "deadlineMs": 1000, "purpose": "示例"}""")]
    [InlineData(""", "linked": []}""")]
    [InlineData(""", "consistency": "fresh"}""")]
    [InlineData(""", "\u0070urpose": "\u793a\u4f8b"}""")]
    [InlineData(""", "PURPOSE": "示例"}""")]
    public async Task Batch_TakesACheck_HoweverItIsWritten(string rest)
    {
        var plain = Calls.CheckOf(Invented.Entity()).ToJsonString();
        var answers = await Answers($$"""{"items": [ {{plain}} ,{{plain[..^1]}}{{rest}}, {{plain}} ]}""");
        Assert.Equal(["proceed", "proceed", "proceed"], answers.Select(static item => Answer(item)?.Text("outcome")));
    }

    [Theory]
    [InlineData("""{"matter":"MT-C01","matter":"MT-C01"}""")]
    [InlineData("""{"matter":"MT-C01",}""")]
    [InlineData("""{"matter":"MT-C01" /* a comment */}""")]
    [InlineData("""{"matter":"MT-C01" """)]
    public async Task Batch_IsRefusedWhole_WhenItIsNoJson(string item)
    {
        var plain = Calls.CheckOf(Invented.Entity()).ToJsonString();
        await (await shared.Gate.Operator.Send(Path, $$"""{"items":[{{plain}},{{item}},{{plain}}]}""")).Problem(HttpStatusCode.BadRequest, "not-json");
    }

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public async Task Batch_IsWritten_AsTheSerializerWritesIt(Language language)
    {
        var answer = Answer((await Batch(Calls.CheckOf(Invented.Entity()))).Single())!.Value;
        var services = shared.Gate.Services;
        var receipt = (await services.GetRequiredService<ReceiptWriter>().Find(Guid.Parse(answer.Text("receipt")!), TestContext.Current.CancellationToken))!;
        var text = services.GetRequiredService<CheckText>();
        var fault = new FieldFault("matter", StrictJson.WrongShape);
        CheckResult[] results = [new(receipt, [], false), new(null, [fault], false), new(null, [], false) { Forbidden = ProblemTexts.OverMisses }, new(null, [], false)];
        BatchItem[] items =
        [
            new(text.Of(receipt, language), null, null),
            new(null, "validation", FaultBody.From([fault], language)),
            new(null, "over-misses", null),
            new(null, "could-not-decide", null),
        ];

        foreach (var times in (int[])[0, 1, 100])
        {
            var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
            CheckResult[] many = [.. Enumerable.Repeat(results, times).SelectMany(static each => each)];
            await new BatchAnswer(many, ImmutableDictionary<int, ExplanationBody>.Empty, services.GetRequiredService<AnswerWriter>(), text, language).ExecuteAsync(context);
            await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);

            var whole = new BatchResponse([.. Enumerable.Repeat(items, times).SelectMany(static each => each)]);
            Assert.Equal(JsonSerializer.Serialize(whole, ApiJson.Options), Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
        }
    }

    private static JsonElement? Answer(JsonElement item) => item.TryGetProperty("answer", out var answer) ? answer : null;

    private static JsonObject Body(params JsonNode?[] items) => new() { ["items"] = new JsonArray(items) };

    private Task<JsonElement[]> Batch(params JsonNode?[] items) => Answers(Body(items).ToJsonString());

    private async Task<JsonElement[]> Answers(string body) =>
        [.. (await (await shared.Gate.Operator.Send(Path, body)).Body(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];
}

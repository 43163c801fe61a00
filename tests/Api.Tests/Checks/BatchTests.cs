using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
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

    private static JsonElement? Answer(JsonElement item) => item.TryGetProperty("answer", out var answer) ? answer : null;

    private static JsonObject Body(params JsonNode?[] items) => new() { ["items"] = new JsonArray(items) };

    private async Task<JsonElement[]> Batch(params JsonNode?[] items) =>
        [.. (await shared.Gate.Operator.Post(Path, Body(items))).GetProperty("items").EnumerateArray()];
}

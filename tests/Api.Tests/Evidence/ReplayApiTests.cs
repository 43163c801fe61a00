using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Evidence;

public sealed class ReplayApiTests(SharedGate shared)
{
    [Fact]
    public async Task Replay_GivesTheSameAnswer_AfterTheSubjectChanged()
    {
        var uscc = Invented.Entity();
        var department = await shared.Gate.As("D13");
        var answer = await department.Check(Calls.CheckOf(uscc));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var replayed = await department.Post($"/v1/receipts/{answer.Text("receipt")}/replay", new JsonObject());

        Assert.True(replayed.GetProperty("same").GetBoolean(), replayed.ToString());
        Assert.Equal(answer.Text("outcome"), replayed.GetProperty("now").Text("outcome"));
        await (await (await shared.Gate.As("D22")).Send($"/v1/receipts/{answer.Text("receipt")}/replay", "{}")).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task ReplayOfAPeriod_FindsNoDifference_AmongAllKindsOfAnswers()
    {
        await using var gate = await RunningGate.Start(args: "--demo");
        var (from, person) = (TimeProvider.System.GetUtcNow().AddMinutes(-1), Invented.Person());
        await gate.Operator.Check(Calls.CheckOf("91360702XNDEM00277"));
        await gate.Operator.Check(Calls.CheckOf(Invented.Entity(), "MT-A01"));
        await gate.Operator.Check(Calls.CheckOf(person));
        await (await gate.As("D34")).Push(Rows.ConsumptionOrder(Invented.Entity(), ("legalRepresentative", person)));
        await gate.Operator.Check(Calls.CheckOf(person));
        await gate.Operator.Check(Calls.CheckOf(person with { Name = "示例他" }));
        await gate.Operator.Check(Calls.CheckOf(Invented.Entity(), "MT-B01").With("businessNumber", "示例1号").With("purpose", "示例")
            .With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(person) })));
        while (gate.Services.GetRequiredService<ReceiptSpool>().Depth > 0)
        {
            await gate.Services.GetRequiredService<ReceiptShipper>().ShipBatch();
        }

        var started = await gate.Operator.Post("/v1/evidence/replays", new JsonObject { ["from"] = from.ToString("O", CultureInfo.InvariantCulture) });
        var ended = await Ended(gate, started.Text("id")!);

        Assert.Equal(("completed", 0), (ended.Text("state"), ended.GetProperty("differing").GetInt64()));
        Assert.InRange(ended.GetProperty("receipts").GetInt64(), 6, 1_000);
        await (await (await gate.As("D22")).Send("/v1/evidence/replays", "{}")).Problem(HttpStatusCode.Forbidden, "not-allowed");
        await (await gate.Operator.Send("/v1/evidence/replays", "{}")).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    private static async Task<JsonElement> Ended(RunningGate gate, string id)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = await gate.Operator.Get($"/v1/evidence/replays/{id}");
            if (job.Text("state") != "running")
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromSeconds(30), "The replay does not end.");
        }
    }
}

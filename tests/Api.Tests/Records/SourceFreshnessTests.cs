using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Records;

public sealed class SourceFreshnessTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Push_MakesAStaleSourceFresh_WhenItHoldsNoRows()
    {
        var clock = new FakeTimeProvider(Start);
        await using var gate = await RunningGate.Start(clock);
        var source = await gate.As("D22");
        await Heartbeat(source);
        Assert.DoesNotContain("D22", await Stale(gate));

        clock.Advance(TimeSpan.FromDays(31));
        Assert.Contains("D22", await Stale(gate));
        await Heartbeat(source);

        Assert.DoesNotContain("D22", await Stale(gate));
    }

    [Fact]
    public async Task Push_DoesNotCountAsASign_WhenNoRowWasUsable()
    {
        await using var gate = await RunningGate.Start(new FakeTimeProvider(Start));

        await (await gate.As("D22")).Push([]);
        await (await gate.As("D34")).Push(new JsonObject());

        var stale = await Stale(gate);
        Assert.DoesNotContain("D22", stale);
        Assert.Contains("D34", stale);
    }

    private static Task<JsonElement> Heartbeat(HttpClient source) => source.Post("/v1/records", new JsonObject { ["rows"] = new JsonArray() });

    private static async Task<string?[]> Stale(RunningGate gate) =>
        (await gate.Operator.Check(Calls.CheckOf(Invented.Entity()))).Each("staleSources", "source");
}

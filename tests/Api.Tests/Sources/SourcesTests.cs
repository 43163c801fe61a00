using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Sources;

public sealed class SourcesTests(SharedGate shared)
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Heartbeat_MakesASourceFresh_UntilItsLimit()
    {
        var clock = new FakeTimeProvider(Start);
        await using var gate = await RunningGate.Start(clock);
        var source = await gate.As("D22");
        Assert.True((await Own(source)).GetProperty("stale").GetBoolean());

        var beat = await source.Post("/v1/sources/heartbeat", new JsonObject { ["asOf"] = "2026-05-31T10:00:00Z" });

        Assert.Equal("2026-05-31T18:00:00+08:00", beat.Text("dataAsOf"));
        Assert.False(beat.GetProperty("stale").GetBoolean());
        Assert.Contains("L04", beat.Each("lists", "list"));
        clock.SetUtcNow(new DateTimeOffset(2026, 5, 31, 10, 0, 0, TimeSpan.Zero).AddDays(beat.Number("limitDays")).AddTicks(-1));
        Assert.False((await Own(source)).GetProperty("stale").GetBoolean());
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True((await Own(source)).GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task Heartbeat_IsKept_WhenTheServiceStartsAgain()
    {
        using var directory = new OwnDirectory();
        var gate = await RunningGate.Start(directory: directory.Path);
        var said = (await (await gate.As("D22")).Post("/v1/sources/heartbeat", new JsonObject())).Text("dataAsOf");
        await gate.Stop();

        var again = await RunningGate.Start(directory: directory.Path);

        Assert.Equal(said, (await Own(await again.As("D22"))).Text("dataAsOf"));
        await again.Stop();
    }

    [Fact]
    public async Task Heartbeat_IsRefused_WhenItLiesInTheFuture()
    {
        var client = await shared.Gate.As("D22");

        var problem = await client.Post("/v1/sources/heartbeat", new JsonObject { ["asOf"] = "2199-01-01T00:00:00Z" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["date-in-future"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task List_ShowsADepartmentItselfAndTheOperatorAll()
    {
        Assert.Equal(["D34"], (await (await shared.Gate.As("D34")).Get("/v1/sources")).Each("sources", "organisation"));
        Assert.Superset(new HashSet<string?>(["D01", "D22", "D34"]), new HashSet<string?>((await shared.Gate.Operator.Get("/v1/sources")).Each("sources", "organisation")));
    }

    [Fact]
    public async Task Push_MakesItsSourceFresh_AsOfTheFile()
    {
        await using var gate = await RunningGate.Start();
        var client = await gate.As("D22");

        var job = await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())));

        Assert.Equal(job.Text("asOf"), (await Own(client)).Text("dataAsOf"));
    }

    private static async Task<JsonElement> Own(HttpClient client) => Assert.Single((await client.Get("/v1/sources")).GetProperty("sources").EnumerateArray());
}

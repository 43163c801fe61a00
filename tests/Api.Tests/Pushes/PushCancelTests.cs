using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

public sealed class PushCancelTests(SharedGate shared)
{
    [Fact]
    public async Task Cancel_EndsAJobThatWaits_AndNoOther()
    {
        await using var gate = await RunningGate.Start();
        var client = await gate.As("D22");
        var long50K = SentFile.Of([.. Enumerable.Range(0, 50_000).Select(static _ => Rows.Penalty(Invented.Entity()))]);
        var running = await (await client.SendFile(PushCalls.NewKey(), long50K)).Body(HttpStatusCode.Accepted);
        var subject = Invented.Entity();
        var waiting = await (await client.SendFile(PushCalls.NewKey(), SentFile.Of(Rows.WageDefaulter(subject)))).Body(HttpStatusCode.Accepted);

        await client.Post(waiting.GetProperty("links").Text("cancel")!, new JsonObject(), HttpStatusCode.Accepted);

        var events = await client.Events(waiting.Text("id")!);
        Assert.Equal("cancelled", events[^1].Name);
        Assert.Equal(("cancelled", 0), (events[^1].Job.Text("state"), events[^1].Job.Number("settled")));
        Assert.Equal("proceed", (await client.Check(Calls.CheckOf(subject))).Text("outcome"));
        Assert.Equal(50_000, (await client.Ended(running.Text("id")!)).Number("created"));
    }

    [Fact]
    public async Task Cancel_Is409_WhenTheJobHasEnded()
    {
        var client = await shared.Gate.As("D22");
        var job = await client.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())));

        using var response = await client.PostAsync(job.GetProperty("links").Text("cancel"), null, TestContext.Current.CancellationToken);

        await response.Problem(HttpStatusCode.Conflict, "push-ended");
    }
}

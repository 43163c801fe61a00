using CreditGate.Push.Tests.Peer;
using Xunit;

namespace CreditGate.Push.Tests.Following;

public sealed class FollowTests
{
    [Fact]
    public async Task Run_FollowsTheEventsToTheEnd()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of("queued"));
        peer.Events.Enqueue(Streams.Of(PeerJob.Of("running", 40), PeerJob.Of("completed", 100)));

        var code = await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000)));

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("100 rows, 100 created", user.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("7 within seven working days, 3 late", user.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 of 100 rows", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AsksForTheEventsAnew_WhenTheyBreakOff()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of("running", 10));
        peer.Events.Enqueue(Streams.BrokenAfter(PeerJob.Of("running", 40)));
        peer.Events.Enqueue(Streams.Of(PeerJob.Of("running", 50)));
        peer.Events.Enqueue(Streams.Of(PeerJob.Of("completed", 100)));

        var code = await user.Run(peer, "--follow", PeerJob.Id);

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(3, peer.Requests.Count(static request => request.Path.EndsWith("/events", StringComparison.Ordinal)));
        Assert.Empty(peer.Uploads);
    }

    [Fact]
    public async Task Run_AsksAgain_WhenEventsStayQuiet()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        user.Pace = user.Pace with { Quiet = TimeSpan.FromMilliseconds(100) };
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of("running", 10));
        peer.Jobs.Enqueue(PeerJob.Of("completed", 100));
        peer.Events.Enqueue(Streams.OpenAfter(new TaskCompletionSource(), PeerJob.Of("running", 20)));

        Assert.Equal(ExitCode.Done, await user.Run(peer, "--follow", PeerJob.Id));
    }

    [Fact]
    public async Task Run_AsksFromTimeToTime_WhenEventsDoNotComeThrough()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.Jobs.Clear();
        foreach (var settled in Enumerable.Range(1, 5))
        {
            peer.Jobs.Enqueue(PeerJob.Of("running", settled));
        }

        peer.Jobs.Enqueue(PeerJob.Of("completed", 100));
        peer.Events.Enqueue(static context => PushPeer.Json(context, 404, "no such page", "text/html"));

        Assert.Equal(ExitCode.Done, await user.Run(peer, "--follow", PeerJob.Id));
        Assert.Single(peer.Requests, static request => request.Path.EndsWith("/events", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task Run_SaysSo_WhenTheJobDidNotComplete(string state)
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of(state, 100, fault: """{"code":"snapshot-too-much-missing","message":"Half of the records are missing."}"""));

        Assert.Equal(ExitCode.JobFailed, await user.Run(peer, "--follow", PeerJob.Id));
        Assert.Contains("snapshot-too-much-missing  Half of the records are missing.", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LeavesTheJobRunningAndSaysHowToFollowIt_WhenInterrupted()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        using var interrupt = new CancellationTokenSource();
        var following = new TaskCompletionSource();
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of("running", 10));
        peer.Events.Enqueue(Streams.OpenAfter(following, PeerJob.Of("running", 20)));

        var run = user.Run([user.File("rows.csv", PushUser.Rows(1_000)), "--url", peer.Address.ToString(), "--lang", "en"], interrupt.Token);
        await following.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await interrupt.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await run);
        Assert.Contains($"push --follow {PeerJob.Id} --url {peer.Address.ToString().TrimEnd('/')}", user.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(peer.Requests, static request => request.Path.EndsWith("/cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_CancelsAJob()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();

        Assert.Equal(ExitCode.Done, await user.Run(peer, "--cancel", PeerJob.Id));
        Assert.Equal(("POST", $"/v1/pushes/{PeerJob.Id}/cancel"), peer.Requests.Select(static request => (request.Method, request.Path)).Single());
    }
}

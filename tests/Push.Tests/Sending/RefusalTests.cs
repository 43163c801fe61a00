using System.Diagnostics;
using CreditGate.Push.Tests.Peer;
using Xunit;

namespace CreditGate.Push.Tests.Sending;

public sealed class RefusalTests
{
    [Fact]
    public async Task Run_PrintsTheFaults_WhenTheFileIsRefused()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.UploadAnswers.Enqueue(static context => PushPeer.Problem(
            context, 422, """{"code":"validation","title":"Some fields are at fault.","faults":[{"field":"file","code":"gzip-truncated","message":"The gzip file ends too early."}]}"""));

        var code = await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000)));

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("file  gzip-truncated  The gzip file ends too early.", user.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(peer.Uploads);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Run_SaysNotAuthorised_WhenTheKeyIsRefused(int status)
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.UploadAnswers.Enqueue(context => PushPeer.Problem(context, status, """{"code":"credential","title":"Unknown key."}"""));

        Assert.Equal(ExitCode.NotAuthorised, await user.Run(peer, user.File("rows.csv", PushUser.Rows(5_000_000)), "--no-gzip"));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Run_WaitsAsLongAsAsked_WhenTheServiceIsBusy(int status)
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.UploadAnswers.Enqueue(context =>
        {
            context.Response.Headers.RetryAfter = "1";
            return PushPeer.Problem(context, status, """{"code":"busy","title":"Busy."}""");
        });
        var started = Stopwatch.GetTimestamp();

        var code = await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000)));

        Assert.Equal(ExitCode.Done, code);
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromSeconds(1));
        Assert.Contains("trying again in 1 s", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GivesUpEarly_WhenTheServiceFailsAgainAndAgain()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            peer.UploadAnswers.Enqueue(static context => PushPeer.Problem(context, 500, """{"code":"internal","title":"An internal error."}"""));
        }

        Assert.Equal(ExitCode.GaveUp, await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000))));
        Assert.InRange(peer.Uploads.Count(), 2, 6);
    }

    [Fact]
    public async Task Run_GivesUp_WhenNobodyListens()
    {
        using var user = new PushUser();
        user.Pace = user.Pace with { GiveUpAfter = TimeSpan.FromMilliseconds(200) };

        var code = await user.Run([user.File("rows.csv", PushUser.Rows(1_000)), "--url", "http://127.0.0.1:1"], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.GaveUp, code);
    }

    [Fact]
    public async Task Run_SendsNothing_WhenTheFileIsASpreadsheet()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();

        var code = await user.Run(peer, user.File("rows.csv", "PK\u0003\u0004 and so on"u8.ToArray()));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(peer.Requests);
        Assert.Contains("save it as CSV", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.csv")]
    [InlineData("rows.csv", "--follow", PeerJob.Id)]
    [InlineData("rows.csv", "--as-of", "2026-05-01")]
    [InlineData("rows.csv", "--as-of", "2026-05-01T08:00:00")]
    [InlineData("rows.csv", "--most-withdrawn", "10")]
    [InlineData("rows.csv", "--snapshot", "listEntry", "--most-withdrawn", "101")]
    [InlineData("rows.csv", "--idempotency-key", "with space")]
    [InlineData("rows.csv", "--key-file", "no-such-key")]
    [InlineData("rows.csv", "--give-up-after", "soon")]
    [InlineData("--follow", "not-a-job")]
    [InlineData("--unknown")]
    public async Task Run_SendsNothing_WhenTheCommandLineIsWrong(params string[] args)
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        user.File("rows.csv", PushUser.Rows(1_000));
        var located = args.Select(arg => arg is "rows.csv" ? user.Path(arg) : arg).ToArray();

        Assert.Equal(ExitCode.Usage, await user.Run(peer, located));
        Assert.Empty(peer.Requests);
        Assert.NotEmpty(user.Error.ToString());
    }

    [Fact]
    public async Task Run_ReadsTheKeyFromItsFile_BeforeTheEnvironment()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var key = user.File("key", "key-of-the-file\n"u8.ToArray());

        await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000)), "--key-file", key);

        Assert.All(peer.Requests, static request => Assert.Equal("key-of-the-file", request.Headers["X-Api-Key"]));
        Assert.DoesNotContain("key-of-the-file", user.Output.ToString() + user.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AsksForAKey_WhenThereIsNone()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser { KeyInEnvironment = null };

        Assert.Equal(ExitCode.Usage, await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000))));
        Assert.Contains("CREDITGATE_KEY", user.Error.ToString(), StringComparison.Ordinal);
    }
}

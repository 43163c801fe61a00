using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

public sealed class FeedTests : IDisposable
{
    private const int LeastKills = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-feed-");

    /// <summary>A minute when CREDITGATE_FULL is set, else some seconds.</summary>
    private static TimeSpan Duration => TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 5 : 60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Feed_TellsEveryChangeOnceAndInOrder_WhenManyWriteAndTheServiceIsKilledAgainAndAgain()
    {
        Follower[] followers = [new(streams: true), new(streams: false), new(streams: true), new(streams: false)];
        var acknowledged = new Acknowledgements();
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; round <= LeastKills || Stopwatch.GetElapsedTime(started) < Duration; round++)
        {
            using var service = await ServiceProcess.Start(_directory.FullName);
            var following = followers.Select(follower => follower.Follow(service.Operator, null, Cancellation)).ToArray();
            await RunUntilKilled(service, acknowledged, round);
            await Task.WhenAll(following).WaitAsync(Limit, Cancellation);
        }

        using var last = await ServiceProcess.Start(_directory.FullName);
        var end = (await last.Operator.GetFromJsonAsync<JsonElement>("/v1/changes?after=now", Cancellation)).GetProperty("next").GetString()!;
        await Task.WhenAll(followers.Select(follower => follower.Follow(last.Operator, end, Cancellation))).WaitAsync(Limit, Cancellation);

        Assert.All(followers, follower => Assert.Equal(Enumerable.Range(1, Reading.Position(end)), follower.Heard.Select(static entry => Reading.Position(entry.Cursor))));
        Assert.All(followers, follower => Assert.Equal(followers[0].Heard, follower.Heard));
        await VerifySubjects(followers[0], acknowledged, last.Operator);
    }

    /// <summary>Apart from positions: every version of every subject was told, once and in order.</summary>
    private static async Task VerifySubjects(Follower follower, Acknowledgements acknowledged, HttpClient client)
    {
        var told = follower.Heard.ToLookup(static entry => entry.Subject, static entry => entry.Version);
        Assert.All(told, static versions => Assert.Equal(Enumerable.Range(1, versions.Count()).Select(static version => (long)version), versions));
        foreach (var serial in acknowledged.Pushes.Keys)
        {
            var uscc = new Enterprise(serial).Uscc;
            var subject = await client.GetFromJsonAsync<JsonElement>($"/v1/subjects/{uscc}", Cancellation);
            Assert.Equal(Reading.Version(subject.GetProperty("token").GetString()!), told[uscc].Last());
        }
    }

    private static async Task RunUntilKilled(ServiceProcess service, Acknowledgements acknowledged, int round)
    {
        var workload = new Workload(service.Operator, acknowledged, round);
        var enough = workload.Acknowledged(Random.Shared.Next(200, 800));
        var running = workload.Run(Cancellation);
        if (await Task.WhenAny(enough, running) == running)
        {
            await running;
            Assert.Fail("The clients ended before the service was killed.");
        }

        await service.Kill();
        await running;
    }
}

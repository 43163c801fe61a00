using System.Net;
using System.Net.Http.Json;
using CreditGate.Api.Admission;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

public sealed class OverloadTests
{
    private const int FollowersOfACaller = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_AreRefusedEarly_WhenThereIsNoRoom_AndAnsweredWhenThereIs()
    {
        await using var gate = await RunningGate.Start();
        var (turnstile, uscc) = (gate.Services.GetRequiredService<Turnstile>(), Invented.Entity());
        await gate.Operator.Check(Calls.CheckOf(uscc));
        await Task.WhenAll(Enumerable.Range(0, Governor.MostRoom).Select(_ => turnstile.EnterPart(Cancellation).AsTask())).WaitAsync(Limit, Cancellation);
        gate.Operator.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var refused = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => gate.Operator.PostAsJsonAsync("/v1/checks", Calls.CheckOf(uscc), Cancellation))).WaitAsync(Limit, Cancellation);
        foreach (var response in refused)
        {
            var problem = await response.Problem(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
            Assert.Contains("more to do", problem.Text("title"), StringComparison.Ordinal);
            Assert.Equal(32, problem.Text("traceId")!.Length);
        }

        Assert.Equal("live", await gate.Operator.GetStringAsync("/health/live", Cancellation));
        Assert.True((await Operations.Scrape.Of(gate.Operator)).Value("creditgate_refused_total", ("work", "check"), ("code", "overloaded")) >= 100);
        for (var place = 0; place < Governor.MostRoom; place++)
        {
            turnstile.Leave(null);
        }

        Assert.Equal("proceed", (await gate.Operator.Check(Calls.CheckOf(uscc))).Text("outcome"));
    }

    [Fact]
    public async Task Caller_IsToldToAskForLess_WhenItHasItsShareOfFollowers_AndOthersAreNot()
    {
        await using var gate = await RunningGate.Start();
        var (greedy, modest) = (await gate.As("D22"), await gate.As("D34"));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var followers = Enumerable.Range(0, FollowersOfACaller + 1).Select(_ => greedy.GetAsync("/v1/changes?after=now&wait=60", ends.Token)).ToArray();

        using var refused = await await Task.WhenAny(followers).WaitAsync(Limit, Cancellation);
        var problem = await refused.Problem(HttpStatusCode.TooManyRequests, "over-share");
        Assert.StartsWith("该密钥", problem.Text("title"), StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);
        await modest.Get("/v1/changes?after=now");
        await greedy.Check(Calls.CheckOf(Invented.Entity()));

        await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(followers));
    }
}

using System.Net;
using CreditGate.Api.Hosting;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Health;

public sealed class HealthTests(SharedGate shared)
{
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Live_IsAnsweredWithoutAKey()
    {
        using var client = shared.Gate.Anonymous;

        Assert.Equal("live", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ready_Is503UntilTheWarmUpIsDone()
    {
        await using var gate = await RunningGate.Start();
        var warmUp = gate.Services.GetRequiredService<WarmUp>();
        using var client = gate.Anonymous;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(WarmUpLimit);

        for (var isReady = false; !isReady;)
        {
            var wasDone = warmUp.IsDone;
            var response = await client.GetAsync("/health/ready", limit.Token);
            isReady = response.StatusCode == HttpStatusCode.OK;
            Assert.True(isReady ? warmUp.IsDone : !wasDone, $"{response.StatusCode} while the warm-up {(wasDone ? "was" : "was not")} done.");
            Assert.Equal(isReady ? "ready" : "starting", (await response.Body(response.StatusCode)).Text("status"));
        }
    }
}

using System.Net;
using CreditGate.Api.Draining;
using CreditGate.Api.Tests.Cluster;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Draining;

public sealed class DrainTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lifetime _lifetime = new();

    public void Dispose() => _lifetime.Dispose();

    [Fact]
    public async Task Run_StopsTheProcess_OnlyOnceItsTimeIsOver()
    {
        var drain = Of(seconds: 10);

        var run = drain.Run();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(drain.IsUnderWay);
        Assert.False(_lifetime.IsStopping);

        _time.Advance(TimeSpan.FromSeconds(1));
        await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(_lifetime.IsStopping);
    }

    [Fact]
    public async Task Run_StopsAtOnce_WhenAskedASecondTime()
    {
        var drain = Of(seconds: 600);

        var first = drain.Run();
        await drain.Run();

        Assert.True(_lifetime.IsStopping);
        await first.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_StopsAtOnce_WhenThereIsNobodyToTell()
    {
        await Of(seconds: 0).Run();

        Assert.True(_lifetime.IsStopping);
    }

    [Fact]
    public async Task Sigterm_MakesTheNodeUnready_AndItServesOnUntilItsTimeIsOver()
    {
        using var directory = new OwnDirectory();
        using var gate = GateProcess.Start(directory.Path, "--drain-seconds", "5");
        using var client = await gate.Operator(directory.Path);
        await client.Until("ready", static body => body.Text("status") is "ready");
        var uscc = Invented.Entity();
        var waiting = client.GetAsync("/v1/changes?after=now&wait=30", TestContext.Current.CancellationToken);

        gate.Signal("TERM");
        var (status, _) = await client.Until("draining", static body => body.Text("status") is "draining");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.False(waiting.IsCompleted);
        await client.Push(Rows.WageDefaulter(uscc));
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(uscc))).Text("outcome"));
        using var last = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.True(last.Headers.ConnectionClose);
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);

        await gate.Exited();
        Assert.Equal(0, gate.ExitCode);
    }

    private Drain Of(int seconds) => new(new DrainTime(TimeSpan.FromSeconds(seconds)), _lifetime, _time, NullLogger<Drain>.Instance);

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public bool IsStopping => _stopping.IsCancellationRequested;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}

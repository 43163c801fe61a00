using System.Net.ServerSentEvents;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Pushes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain;
using CreditGate.Silo.Ledger.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>The events of a job that the test itself moves on, by a clock that stands still.</summary>
public sealed class PushEventsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly OwnDirectory _directory = new();
    private readonly SqliteLedger _ledger;
    private readonly SqlitePushLedger _pushes;
    private readonly PushSignal _signal = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly PushEvents _events;

    public PushEventsTests()
    {
        _ledger = SqliteLedger.Open(Path.Combine(_directory.Path, "ledger.db"));
        _pushes = new SqlitePushLedger(_ledger);
        _events = new PushEvents(_pushes, _signal, new PushPace(_pushes, new PlatformClock(_time)), _time, _lifetime);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ledger.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Events_TellOfMoves_AreSilentInBetween_AndEndWithTheJob()
    {
        var job = await Job();
        await using var events = _events.Of(job, Language.En, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(("progress", 0), await Next(events));

        var next = events.MoveNextAsync().AsTask();
        await Move(job, 1, PushState.Running, 10);
        Assert.False(next.IsCompleted);         // four a second at most
        Assert.Equal(("progress", 10), await After(next, events, TimeSpan.FromMilliseconds(250)));

        next = events.MoveNextAsync().AsTask();
        await Pass(TimeSpan.FromMilliseconds(250));
        _signal.Pulse();                        // another job moved
        Assert.Equal(("heartbeat", 10), await After(next, events, TimeSpan.FromSeconds(15)));

        next = events.MoveNextAsync().AsTask();
        await Move(job, 2, PushState.Completed, 12);
        Assert.Equal(("completed", 12), await After(next, events, TimeSpan.FromMilliseconds(250)));
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_End_WhenTheServiceStops()
    {
        await using var events = _events.Of(await Job(), Language.En, Cancellation).GetAsyncEnumerator(Cancellation);
        await events.MoveNextAsync();

        var next = events.MoveNextAsync().AsTask();
        _lifetime.StopApplication();

        Assert.False(await next.WaitAsync(Limit, Cancellation));
    }

    private static async Task<(string, int)> Next(IAsyncEnumerator<SseItem<PushBody>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(Limit, Cancellation));
        return (events.Current.EventType, events.Current.Data.Settled);
    }

    private async Task<(string, int)> After(Task<bool> next, IAsyncEnumerator<SseItem<PushBody>> events, TimeSpan time)
    {
        await PushCalls.Until($"an event within {time.TotalMilliseconds} ms", async () =>
        {
            await Pass(next.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(time.TotalMilliseconds / 5));
            return next.IsCompleted;
        });
        Assert.True(await next);
        return (events.Current.EventType, events.Current.Data.Settled);
    }

    /// <summary>Lets the clock run on once whoever waits for it does.</summary>
    private async Task Pass(TimeSpan time)
    {
        await Task.Yield();
        _time.Advance(time);
    }

    private async Task Move(Guid job, int step, PushState state, int rows)
    {
        Assert.True(await _pushes.Advance(new PushStep(job, new PushProgress { Step = step, State = state, Rows = rows }, [], [])));
        _signal.Pulse();
    }

    private async Task<Guid> Job()
    {
        var now = _time.GetUtcNow();
        var job = new PushJob
        {
            Id = Guid.CreateVersion7(now),
            Credential = "示例凭据",
            Organisation = "D22",
            Key = "示例文件",
            AcceptedAt = now,
            AsOf = now,
            File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, 10, "", 12, []),
            ExpiresAt = now.AddDays(90),
        };
        await _pushes.Enter(job);
        return job.Id;
    }
}

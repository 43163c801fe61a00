using System.Collections.Frozen;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <param name="Rate">Rows a second; null while there is nothing to measure.</param>
internal readonly record struct PushSpeed(double? Rate, DateTimeOffset? EstimatedEnd);

/// <summary>How fast jobs go. A job that was under way when this process started is measured from then: the time it stood still says nothing.</summary>
internal sealed class PushPace(IPushLedger ledger, PlatformClock clock) : IHostedService
{
    private FrozenDictionary<Guid, (int Rows, DateTimeOffset At)> _resumed = FrozenDictionary<Guid, (int, DateTimeOffset)>.Empty;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _resumed = (await ledger.Open(cancellationToken)).ToFrozenDictionary(static push => push.Job.Id, push => (push.Progress.Rows, now));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public PushSpeed Of(KeptPush push)
    {
        var progress = push.Progress;
        var (rows, from) = _resumed.TryGetValue(push.Job.Id, out var resumed) ? resumed : (0, progress.StartedAt);
        var now = clock.GetUtcNow();
        if (((progress.EndedAt ?? now) - from)?.TotalSeconds is not (> 0 and var seconds) || progress.Rows <= rows)
        {
            return default;
        }

        var rate = (progress.Rows - rows) / seconds;
        var left = push.Job.File.Rows - progress.Rows;
        return new PushSpeed(Math.Round(rate, 1), progress.State == PushState.Running && left > 0 ? now.AddSeconds(left / rate) : null);
    }
}

using System.Collections.Concurrent;
using CreditGate.Actors.Evidence;
using CreditGate.Domain;

namespace CreditGate.Api.Receipts;

/// <summary>Replays of periods on this node, one at a time. They only read, so one that a stop of the node ends is simply asked for again.</summary>
internal sealed partial class ReplayDesk(Replayer replayer, PlatformClock clock, ILogger<ReplayDesk> logger, IHostApplicationLifetime life)
{
    private readonly ILogger<ReplayDesk> _logger = logger;
    private readonly ConcurrentDictionary<Guid, ReplayJob> _jobs = new();
    private readonly Lock _starting = new();

    /// <summary>Null while another one runs.</summary>
    public ReplayJob? Start(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_starting)
        {
            if (_jobs.Values.Any(static job => job.IsRunning))
            {
                return null;
            }

            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var job = _jobs[id] = new ReplayJob(id, from, to, now);
            _ = Task.Run(() => Run(id, job, from, to), CancellationToken.None);
            return job;
        }
    }

    public ReplayJob? Find(Guid id) => _jobs.GetValueOrDefault(id);

    private async Task Run(Guid id, ReplayJob job, DateTimeOffset from, DateTimeOffset to)
    {
        try
        {
            await replayer.Period(from, to, job.Tell, life.ApplicationStopping);
            job.End(ReplayState.Completed, clock.GetUtcNow());
        }
        catch (Exception failure)
        {
            job.End(ReplayState.Failed, clock.GetUtcNow());
            LogFailed(failure, id);
        }
    }

    [LoggerMessage(3811, LogLevel.Error, "Replay {Job} failed; what it found so far can be read")]
    private partial void LogFailed(Exception failure, Guid job);
}

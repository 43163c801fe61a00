using System.Collections.Concurrent;
using CreditGate.Actors.Catalogues;
using CreditGate.Domain;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>Previews of editions on this node, one at a time; the last few can be read. They only read, so one that a stop of the node ends is simply asked for again.</summary>
internal sealed partial class ComparisonDesk(EditionPreviewer previewer, PlatformClock clock, ILogger<ComparisonDesk> logger, IHostApplicationLifetime life)
{
    private const int MostKept = 20;

    private readonly ILogger<ComparisonDesk> _logger = logger;
    private readonly ConcurrentDictionary<Guid, ComparisonJob> _jobs = new();
    private readonly Lock _starting = new();

    /// <summary>Null while another one runs.</summary>
    public ComparisonJob? Start(EditionComparison comparison)
    {
        lock (_starting)
        {
            if (_jobs.Values.Any(static job => job.IsRunning))
            {
                return null;
            }

            Forget();
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var job = _jobs[id] = new ComparisonJob(id, comparison, now);
            _ = Task.Run(() => Run(job), CancellationToken.None);
            return job;
        }
    }

    public ComparisonJob? Find(Guid id) => _jobs.GetValueOrDefault(id);

    private void Forget()
    {
        foreach (var old in _jobs.Keys.OrderDescending().Skip(MostKept - 1).ToList())
        {
            if (_jobs.TryRemove(old, out var job))
            {
                job.Dispose();
            }
        }
    }

    private async Task Run(ComparisonJob job)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Stop.Token, life.ApplicationStopping);
        try
        {
            await previewer.Run(job.Comparison, job.Tell, stop.Token);
            job.End(ComparisonState.Completed, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.End(ComparisonState.Cancelled, clock.GetUtcNow());
        }
        catch (Exception failure)
        {
            job.End(ComparisonState.Failed, clock.GetUtcNow());
            LogFailed(failure, job.Id);
        }
    }

    [LoggerMessage(3821, LogLevel.Error, "Preview {Job} of an edition failed; what it found so far can be read")]
    private partial void LogFailed(Exception failure, Guid job);
}

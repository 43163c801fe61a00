using CreditGate.Actors.Nodes;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Deletes uploads whose time is over: of expired jobs, unfinished ones that nobody went on with, and those that a crash left without a job.</summary>
internal sealed partial class UploadRetention(
    IPushLedger pushes, IUploadStore uploads, IUnfinishedUploads stored, ISoleWork sole, PlatformClock clock, TimeProvider time, ILogger<UploadRetention> logger)
    : BackgroundService
{
    /// <summary>How long an upload waits for its sender, or for its job, after the last byte.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly ILogger<UploadRetention> _logger = logger;

    /// <summary>Returns how many were deleted.</summary>
    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await pushes.Expire(now);
        var deleted = 0;
        foreach (var upload in await stored.All(cancellation))
        {
            if (await IsOver(upload, now, cancellation))
            {
                await uploads.Delete(upload.Id);
                deleted++;
            }
        }

        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var deleted = 0;
                await sole.TryRun("uploads", async () => deleted = await Sweep(stoppingToken), stoppingToken);
                if (deleted > 0)
                {
                    LogDeleted(deleted);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Asks the files, not what the ledger has just forgotten: so a deletion that a crash interrupted is made up for.</summary>
    private async ValueTask<bool> IsOver(StoredUpload upload, DateTimeOffset now, CancellationToken cancellation)
    {
        var job = upload.IsFinished ? await pushes.Find(upload.Id, cancellation) : null;
        return job is null
            ? upload.TouchedAt + Waits <= now
            : !job.Progress.IsOpen && job.Job.ExpiresAt <= now;
    }

    [LoggerMessage(2801, LogLevel.Information, "Deleted {Count} uploads whose time was over")]
    private partial void LogDeleted(int count);

    [LoggerMessage(2802, LogLevel.Error, "Uploads whose time is over could not be deleted; the next sweep tries again")]
    private partial void LogFailed(Exception failure);
}

using CreditGate.Actors.Ledger;
using CreditGate.Actors.Subjects;
using CreditGate.Actors.Telemetry;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Pushes;

/// <summary>Takes open jobs, oldest first: few at once, and of an organisation one at a time, so that its files are taken in the order in which they came.</summary>
internal sealed partial class PushRunner(
    IPushLedger pushes, PushRun run, BulkWriter bulk, PushTally tally, PushSignal signal, BulkThreads threads, PlatformClock clock, ILogger<PushRunner> logger)
    : BackgroundService, IPushRunner
{
    private const int MostAtOnce = 2;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    // Some rounds may be missed before another node goes on in this one's place.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ILogger<PushRunner> _logger = logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private long _prolongedAt;
    private readonly string _runner = Guid.NewGuid().ToString("N");
    private readonly Dictionary<Guid, (string Organisation, Task Task)> _running = [];

    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyway.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryStartJobs(stoppingToken);
                await _wake.WaitAsync(Round, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values.Select(static job => job.Task));
        }
    }

    private async Task TryStartJobs(CancellationToken stopping)
    {
        try
        {
            await StartJobs(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotRead(failure);
        }
    }

    private async Task StartJobs(CancellationToken stopping)
    {
        foreach (var (id, ended) in _running.Where(static job => job.Value.Task.IsCompleted).ToList())
        {
            _running.Remove(id);
        }

        await Prolong();
        foreach (var kept in await pushes.Open(stopping))
        {
            if (!_running.ContainsKey(kept.Job.Id) && (kept.IsCancelled || HasRoomFor(kept.Job)) && await pushes.Take(kept.Job.Id, _runner, Hold))
            {
                _running[kept.Job.Id] = (kept.Job.Organisation, threads.Run(() => RunToItsEnd(kept.Job, stopping)));
            }
        }
    }

    /// <summary>Should a hold be lost, the job's next step is refused, and its run here ends there.</summary>
    private async Task Prolong()
    {
        if (clock.GetElapsedTime(_prolongedAt) >= Round)
        {
            _prolongedAt = clock.GetTimestamp();
            foreach (var id in _running.Keys)
            {
                await pushes.Take(id, _runner, Hold);
            }
        }
    }

    private bool HasRoomFor(PushJob job) => _running.Count < MostAtOnce && _running.Values.All(other => other.Organisation != job.Organisation);

    /// <summary>Never fails. A failure that may pass leaves the job open, and it goes on from its last step.</summary>
    private async Task RunToItsEnd(PushJob job, CancellationToken stopping)
    {
        var flights = new PushFlights(job, bulk, tally, signal);
        for (var pause = TimeSpan.FromSeconds(1); !stopping.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (await Attempt(job, flights, stopping))
                {
                    Wake();
                    return;
                }

                pause = TimeSpan.FromSeconds(1);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogPaused(failure, job.Id, pause.TotalSeconds);
                await TryRelease(job);      // what stops this node may not stop another
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                LogStopped(job.Id);
            }
        }

        await TryRelease(job);
    }

    private async Task TryRelease(PushJob job)
    {
        try
        {
            await pushes.Release(job.Id, _runner);
        }
        catch (Exception failure)
        {
            LogHeld(failure, job.Id, Hold.TotalSeconds);
        }
    }

    /// <summary>False when the job moved under it: to be read and tried again at once. Nothing is left to do here when another node has it now.</summary>
    private async Task<bool> Attempt(PushJob job, PushFlights flights, CancellationToken stopping)
    {
        await flights.Calm();
        if (!await pushes.Take(job.Id, _runner, Hold) || await pushes.Find(job.Id, stopping) is not { Progress.IsOpen: true } kept)
        {
            return true;
        }

        LogStarted(job.Id, job.Organisation, kept.Progress.Line);
        try
        {
            TellEnd(job, await run.Run(kept, flights, stopping));
            return true;
        }
        catch (StepRefusedException)
        {
            return false;
        }
        catch (UploadUnreadableException unreadable)
        {
            LogUnreadable(unreadable, job.Id);
            return await Fail(job, JobFaults.UploadUnreadable, flights);
        }
        catch (Exception failure) when (!MayPass(failure) && !stopping.IsCancellationRequested)
        {
            LogFailed(failure, job.Id);
            return await Fail(job, JobFaults.NotProcessed, flights);
        }
    }

    private static bool MayPass(Exception failure) =>
        failure is LedgerUnavailableException or CommitOutcomeUnknownException or TimeoutException or OrleansException or IOException;

    /// <summary>From where the ledger says that the job stands, once what is still in the air has come down.</summary>
    private async Task<bool> Fail(PushJob job, Fault fault, PushFlights flights)
    {
        await flights.Calm();
        if (await pushes.Find(job.Id) is not { Progress: { IsOpen: true } progress })
        {
            return true;
        }

        await flights.Resume(progress);
        var ended = progress with { Step = progress.Step + 1, State = PushState.Failed, EndedAt = clock.GetUtcNow(), Fault = fault };
        var isDone = await pushes.Advance(new PushStep(job.Id, ended, [], []));
        signal.Pulse();
        return isDone;
    }

    private void TellEnd(PushJob job, PushProgress ended)
    {
        PushMeter.Ended(ended.State);
        LogEnded(job.Id, ended.State, ended.Rows, ended.Created, ended.Revised, ended.Unchanged, ended.Withdrawn, ended.Rejected, ended.Missing);
    }
}

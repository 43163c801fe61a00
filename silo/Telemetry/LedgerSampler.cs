using System.Diagnostics.Metrics;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Telemetry;

/// <summary>Asks the ledger every few seconds what is too dear to ask for every scrape: what waits in it.</summary>
internal sealed partial class LedgerSampler(
    IMeterFactory meters, IPushLedger pushes, IChangeLedger changes, PlatformClock clock, TimeProvider time, ILogger<LedgerSampler> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ILogger<LedgerSampler> _logger = logger;
    private Sample _sample = new(0, null, null, 0);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(SiloMeter.Name);
        meter.CreateObservableGauge("creditgate.push.jobs.open", () => _sample.OpenJobs, "{job}", "Push jobs not yet ended.");
        meter.CreateObservableGauge("creditgate.push.jobs.oldest.age", () => Since(_sample.OldestJob), "s", "Since the oldest open push job was accepted; 0 without one.");
        meter.CreateObservableGauge("creditgate.feed.overdue", () => Since(_sample.Due), "s", "How long the longest overdue subject has waited for its entry in the change feed; 0 without one.");
        meter.CreateObservableGauge("creditgate.feed.position", () => _sample.Position, "{change}", "Position of the newest entry of the change feed.");
        await Look(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotSampled(failure);
            }
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        var open = await pushes.Open(cancellation);
        var due = await changes.Due(clock.GetUtcNow(), 1, cancellation);
        var (_, last) = await changes.Range(cancellation);
        _sample = new Sample(open.Count, open is [var oldest, ..] ? oldest.Job.AcceptedAt : null, due is [var first] ? first.DueAt : null, last);
    }

    private double Since(DateTimeOffset? instant) => instant is { } known ? Math.Max(0, (clock.GetUtcNow() - known).TotalSeconds) : 0;

    // For who looks closer: the ledger's silence is told by its watch, and ages go on growing from the last sample.
    [LoggerMessage(2731, LogLevel.Debug, "What waits in the ledger could not be asked for")]
    private partial void LogNotSampled(Exception failure);

    private sealed record Sample(int OpenJobs, DateTimeOffset? OldestJob, DateTimeOffset? Due, long Position);
}

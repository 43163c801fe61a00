using System.Diagnostics.Metrics;
using CreditGate.Domain;
using CreditGate.Silo.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Health.Clocks;

/// <summary>Compares this node's clock with the others' every few seconds, and with its own timestamps: legal days, terms and receipts go by it.</summary>
/// <param name="reference">Null for a process alone: then only being set is noticed.</param>
internal sealed partial class ClockWatch(PlatformClock clock, TimeProvider time, IMeterFactory meters, ILogger<ClockWatch> logger, IReferenceClock? reference = null) : BackgroundService
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>How long health speaks of a clock that was set.</summary>
    public static readonly TimeSpan ToldFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan CompareLimit = TimeSpan.FromSeconds(2);

    private readonly ILogger<ClockWatch> _logger = logger;
    private readonly ClockSteps _steps = new(clock);
    private Task<ClockReading?>? _asked;      // one that hangs is waited for, not repeated
    private ClockReading? _reading;
    private long? _steppedAt;
    private ClockState _state;

    public Part Part => _state switch
    {
        ClockState.Wrong => new Part("clock", PartFaults.ClockWrong),
        ClockState.Off => new Part("clock", PartFaults.ClockOff, IsDegraded: true),
        _ when _steppedAt is { } at && time.GetElapsedTime(at) < ToldFor => new Part("clock", PartFaults.ClockSet, IsDegraded: true),
        _ => Part.Well("clock"),
    };

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(SiloMeter.Name).CreateObservableGauge(
            "creditgate.clock.offset", () => _reading?.Ahead.TotalSeconds ?? 0, "s", "How far this node's clock is ahead of the database's; negative when behind, 0 for a process alone.");
        if (reference is not null)
        {
            await Compare(reference);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>One look at everything.</summary>
    public async Task Look()
    {
        if (_steps.Look() is { Ticks: not 0 } step)
        {
            _steppedAt = time.GetTimestamp();
            SiloMeter.ClockSteps.Add(1);
            LogSet(step.TotalSeconds);
        }

        if (reference is not null)
        {
            await Compare(reference);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Look();
        }
    }

    private async Task Compare(IReferenceClock asked)
    {
        try
        {
            _asked = _asked is { IsCompleted: false } ? _asked : asked.Compare();
            if (await _asked.WaitAsync(CompareLimit, time) is { } reading)
            {
                _reading = reading;
                Judge(ClockJudgement.Of(reading), reading);
            }
        }
        catch (Exception failure)
        {
            LogNotCompared(failure);        // the last judgement stands; that the database is silent is told by the ledger's watch
        }
    }

    private void Judge(ClockState state, ClockReading reading)
    {
        if (state != _state)
        {
            _state = state;
            if (state == ClockState.Well)
            {
                LogWell();
            }
            else
            {
                LogOff(state == ClockState.Wrong ? LogLevel.Critical : LogLevel.Error, reading.Ahead.TotalSeconds, reading.Others.Count);
            }
        }
    }

    [LoggerMessage(2741, LogLevel.Error, "The clock of this node was set by {Seconds} s while it ran")]
    private partial void LogSet(double seconds);

    [LoggerMessage(EventId = 2742, Message = "The clock of this node is {Seconds} s ahead of the database's, as seen beside {Count} other nodes")]
    private partial void LogOff(LogLevel level, double seconds, int count);

    [LoggerMessage(2743, LogLevel.Information, "The clock of this node agrees with the database's again")]
    private partial void LogWell();

    [LoggerMessage(2744, LogLevel.Debug, "The clock of this node could not be compared with the database's")]
    private partial void LogNotCompared(Exception failure);
}

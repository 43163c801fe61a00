using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Silo.Health.Clocks;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Health;

/// <summary>Tries every part again and again, so that whoever asks reads memory: a flood of probes writes nothing.</summary>
public sealed partial class PartsWatch : BackgroundService
{
    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Silence of the ledger after which it counts as lost to this node.</summary>
    public static readonly TimeSpan LedgerLimit = LedgerPulse.Limit * 5;

    // A part that takes longer does not serve; the next try waits for none of them.
    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(3);

    private readonly ReceiptSpool _spool;
    private readonly DataDirectory _directory;
    private readonly DiskSpace _disk;
    private readonly LedgerPulse _pulse;
    private readonly ClockWatch _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<PartsWatch> _logger;

    private volatile Part[] _tried = [];
    private long _turnedAt;

    internal PartsWatch(ReceiptSpool spool, DataDirectory directory, DiskSpace disk, LedgerPulse pulse, ClockWatch clock, TimeProvider time, ILogger<PartsWatch> logger)
    {
        (_spool, _directory, _disk, _pulse, _clock, _time, _logger) = (spool, directory, disk, pulse, clock, time, logger);
        _turnedAt = time.GetTimestamp();
    }

    /// <summary>Asks grain storage where it is not in the data directory.</summary>
    internal Func<Task<bool>>? Storage { get; init; }

    /// <summary>Every part as it was when last tried; ledger and clock as they are now.</summary>
    public IReadOnlyList<Part> Parts =>
        [new Part("ledger", _pulse.Silence <= LedgerLimit ? null : PartFaults.LedgerSilent), .. _tried, _clock.Part];

    /// <summary>Whether this process still comes to its own work. If not for a minute, only a restart helps.</summary>
    public bool Turns => _time.GetElapsedTime(Volatile.Read(ref _turnedAt)) < TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Try();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Try();
        }
    }

    private async Task Try()
    {
        Part[] found =
        [
            await Try("spool", PartFaults.SpoolRefuses, _spool.Prove),
            await Try("disk", PartFaults.DiskShort, () => Task.Run(() => _disk.Free >= DiskSpace.Least)),
            await Try("storage", PartFaults.StorageUnreadable, Storage ?? (() => Task.Run(() => SqliteFile.IsReadable(_directory.StoragePath)))),
        ];
        foreach (var (before, now) in Changed(found))
        {
            Tell(before, now);
        }

        _tried = found;
        Volatile.Write(ref _turnedAt, _time.GetTimestamp());
    }

    private async Task<Part> Try(string name, Fault fault, Func<Task<bool>> serves)
    {
        try
        {
            return new Part(name, await serves().WaitAsync(TryLimit, _time) ? null : fault);
        }
        catch (Exception failure)
        {
            LogFailed(failure, name);
            return new Part(name, fault);
        }
    }

    private IEnumerable<(Part Before, Part Now)> Changed(Part[] found) =>
        found.Select(now => (Array.Find(_tried, known => known.Name == now.Name) ?? Part.Well(now.Name), now)).Where(static pair => pair.Item1 != pair.now);

    private void Tell(Part before, Part now)
    {
        if (now.Fault is { } fault)
        {
            LogDown(now.Name, fault.Code);
        }
        else
        {
            LogBack(before.Name);
        }
    }

    [LoggerMessage(2711, LogLevel.Error, "Part {Part} does not serve: {Code}. The service is not ready")]
    private partial void LogDown(string part, string code);

    [LoggerMessage(2712, LogLevel.Information, "Part {Part} serves again")]
    private partial void LogBack(string part);

    [LoggerMessage(2713, LogLevel.Debug, "Part {Part} failed its trial")]
    private partial void LogFailed(Exception failure, string part);
}

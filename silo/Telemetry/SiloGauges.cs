using System.Diagnostics.Metrics;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using CreditGate.Domain;
using CreditGate.Silo.Health;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.Hosting;

namespace CreditGate.Silo.Telemetry;

/// <summary>What can be asked at any time, asked only when somebody reads the metrics. Ends with its service, unlike <see cref="SiloMeter"/>.</summary>
internal sealed class SiloGauges(
    IMeterFactory meters, ReceiptSpool spool, SourceBoard sources, LedgerPulse pulse, ActiveSubjects active, DataDirectory directory, DiskSpace disk, PlatformClock clock)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SiloMeter.Begin();
        var meter = meters.Create(SiloMeter.Name);
        meter.CreateObservableGauge("creditgate.spool.depth", () => spool.Depth, "{receipt}", "Receipts that the ledger does not hold yet.");
        meter.CreateObservableGauge("creditgate.spool.oldest.age", SpoolAge, "s", "Age of the oldest receipt that the ledger does not hold yet; 0 when it holds all.");
        meter.CreateObservableGauge("creditgate.ledger.confirmed.age", () => pulse.Silence.TotalSeconds, "s", "Since this node last heard from its ledger.");
        meter.CreateObservableGauge("creditgate.subjects.active", () => active.Count, "{subject}", "Subjects in this node's memory.");
        meter.CreateObservableGauge("creditgate.source.age", SourceAges, "s", "Since a source last spoke, by its organisation code.");
        meter.CreateObservableGauge("creditgate.disk.free", () => disk.Free, "By", "Free space where the data directory lies.");
        meter.CreateObservableGauge("creditgate.disk.size", () => disk.Size, "By", "Size of the volume where the data directory lies.");
        meter.CreateObservableGauge("creditgate.file.size", FileSizes, "By", "Size of a database file with its write-ahead log.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private double Since(DateTimeOffset instant) => Math.Max(0, (clock.GetUtcNow() - instant).TotalSeconds);

    private double SpoolAge() => spool.OldestAt is { } oldest ? Since(oldest) : 0;

    private IEnumerable<Measurement<double>> SourceAges() =>
        sources.Sources.Select(source => new Measurement<double>(Since(source.Value), new KeyValuePair<string, object?>("source", source.Key)));

    private IEnumerable<Measurement<long>> FileSizes() =>
        directory.Databases.Select(path => new Measurement<long>(Size(path) + Size(path + "-wal"), new KeyValuePair<string, object?>("file", Path.GetFileNameWithoutExtension(path))));

    private static long Size(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
}

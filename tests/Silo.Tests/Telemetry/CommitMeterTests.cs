using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CreditGate.Silo.Telemetry;
using CreditGate.Silo.Tests.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Telemetry;

public sealed class CommitMeterTests
{
    private readonly ConcurrentBag<(string Name, long Value)> _heard = [];

    [Fact]
    public async Task Commit_IsMeasuredAsOne_WithTheCallersThatSharedIt()
    {
        using var ledger = new LedgerFile();
        using var listener = Listening();

        var subjects = Enumerable.Range(0, 13).Select(_ => Sample.Subject()).ToArray();
        await Task.WhenAll(await ledger.Together(() => subjects.Select(subject => ledger.Subjects.Append(Sample.Append(subject, 0, "1"))).ToArray()));

        Assert.Contains(("creditgate.commit.commands", 13), _heard);
    }

    [Fact]
    public async Task Failure_IsCounted_WhenTheFileRefusesTheCommit()
    {
        using var ledger = new LedgerFile(static _ => throw new IOException("The disk of this test is full."));
        using var listener = Listening();

        await Assert.ThrowsAnyAsync<Exception>(() => ledger.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1")));

        Assert.Contains(("creditgate.commit.failures", 1), _heard);
    }

    /// <summary>Other tests' commits are heard too: only what this test alone brings about may be asserted.</summary>
    private MeterListener Listening()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, own) =>
            {
                if (instrument.Meter.Name == SiloMeter.Name)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _heard.Add((instrument.Name, value)));
        listener.Start();
        return listener;
    }
}

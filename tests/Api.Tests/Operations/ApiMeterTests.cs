using System.Diagnostics;
using System.Diagnostics.Metrics;
using CreditGate.Api.Telemetry;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class ApiMeterTests(SharedGate shared)
{
    private const int Times = 1_000;

    [Fact]
    public async Task Answered_AllocatesNothing_WhileItIsListenedTo()
    {
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(Invented.Entity()));
        var receipts = shared.Gate.Services.GetRequiredService<Api.Receipts.ReceiptWriter>();
        var receipt = (await receipts.Find(answer.GetProperty("receipt").GetGuid(), TestContext.Current.CancellationToken))!;
        var matter = CatalogueLoader.Load().At(receipt.DecidedAt).Matters[receipt.Matter];
        var heard = 0L;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, own) => Listen(instrument, own) };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => heard += value * tags.Length);
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => heard += tags.Length);
        listener.Start();

        var allocated = Allocated(matter, receipt);

        Assert.True(heard >= Times * 4, $"Only {heard} tags were heard.");
        Assert.InRange(allocated, 0, Times);     // below one byte a check
    }

    private static long Allocated(Matter matter, Receipt receipt)
    {
        for (var round = 0; round < Times; round++)
        {
            ApiMeter.Answered(matter, receipt, Stopwatch.GetTimestamp());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Times; round++)
        {
            ApiMeter.Answered(matter, receipt, Stopwatch.GetTimestamp());
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == ApiMeter.Name)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}

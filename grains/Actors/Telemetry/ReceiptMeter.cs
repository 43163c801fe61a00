using System.Diagnostics.Metrics;
using CreditGate.Actors.Receipts;

namespace CreditGate.Actors.Telemetry;

/// <summary>Measures how receipts of the ledger are looked through.</summary>
internal static class ReceiptMeter
{
    private static readonly Meter Meter = new(PushMeter.Name);

    private static readonly Counter<long> Looked = Meter.CreateCounter<long>(
        "creditgate.receipts.looked.through", "{receipt}", "Receipts of the ledger that were looked through, by what for.");

    public static void LookedThrough(IReceiptTaker taker, int receipts) => Looked.Add(receipts, new KeyValuePair<string, object?>("for", taker.Name));
}

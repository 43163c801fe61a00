using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Receipts;

internal sealed partial class ReceiptShipper
{
    [LoggerMessage(2701, LogLevel.Warning, "Shipping receipts to the ledger failed; they wait in the spool, next try in {Pause}.")]
    private partial void LogShippingFailed(Exception error, TimeSpan pause);
}

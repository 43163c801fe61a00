using System.Collections.Concurrent;
using System.Globalization;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Makes the monthly tables of receipts: that of a receipt and, ahead of time, the next one. Months are of UTC.</summary>
internal sealed partial class ReceiptMonths(PostgresLedger ledger, ILogger<ReceiptMonths> logger)
{
    private readonly ILogger<ReceiptMonths> _logger = logger;
    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    public async Task Ensure(IEnumerable<StoredReceipt> receipts)
    {
        foreach (var month in receipts.Select(static receipt => MonthOf(receipt.At)).SelectMany(static month => (DateOnly[])[month, month.AddMonths(1)]).Distinct())
        {
            if (!_known.ContainsKey(month))
            {
                await Make(month);
                _known[month] = true;
            }
        }
    }

    /// <summary>The lowest id that a receipt of an instant can have.</summary>
    public static Guid LowestId(DateTimeOffset at) => ReceiptIds.LowestOf(at);

    private async Task Make(DateOnly month)
    {
        var (low, high) = (LowestId(StartOf(month)), LowestId(StartOf(month.AddMonths(1))));
        try
        {
            await ledger.Write(connection => connection.First(
                static row => row.GetBoolean(0), "SELECT receipt_month($1, $2, $3)", [month.ToString("yyyy_MM", CultureInfo.InvariantCulture), low, high]));
        }
        catch (PostgresException refused)
        {
            LogNotMade(refused, month);
        }
    }

    private static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    private static DateTimeOffset StartOf(DateOnly month) => new(month, TimeOnly.MinValue, TimeSpan.Zero);

    [LoggerMessage(2301, LogLevel.Warning, "The table of the receipts of {Month} could not be made; they are kept in the table of the rest")]
    private partial void LogNotMade(Exception cause, DateOnly month);
}

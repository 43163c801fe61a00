using System.Text.Json;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Coverage;

/// <summary>Looks through what receipts came to the ledger and sets them beside the cases. Off the path of checks; where it stands is kept with what it found, so it goes on after any end.</summary>
public sealed partial class CoverageSweep(ICoverageLedger ledger, IEvidenceLedger evidence, ILogger<CoverageSweep> logger)
{
    private const int AtOnce = 500;

    private readonly ILogger<CoverageSweep> _logger = logger;

    /// <summary>A page of every segment. True when more may be waiting.</summary>
    public async Task<bool> Sweep(CancellationToken cancellation)
    {
        var looked = await ledger.Looked(cancellation);
        var hasMore = false;
        foreach (var segment in await evidence.ReceiptSegments(cancellation))
        {
            var after = looked.GetValueOrDefault(segment);
            var page = await ledger.Receipts(segment, after, AtOnce, cancellation);
            if (page.Count > 0)
            {
                await ledger.Take(new SeenPage(segment, after, page[^1].Sequence, [.. page.Select(Seen).OfType<SeenReceipt>()]));
                hasMore |= page.Count == AtOnce;
            }
        }

        return hasMore;
    }

    /// <summary>One receipt that cannot be read never keeps the others from being counted; the evidence log tells who altered it.</summary>
    private SeenReceipt? Seen(StoredReceipt stored)
    {
        try
        {
            return SeenReceipt.Of(stored);
        }
        catch (JsonException unreadable)
        {
            LogUnreadable(unreadable, stored.Id);
            return null;
        }
    }

    [LoggerMessage(1521, LogLevel.Error, "Receipt {Receipt} cannot be read; it is not counted in coverage")]
    private partial void LogUnreadable(Exception cause, Guid receipt);
}

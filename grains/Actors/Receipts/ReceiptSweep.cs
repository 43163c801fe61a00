using CreditGate.Actors.Evidence;
using CreditGate.Actors.Telemetry;
using CreditGate.Domain.Evidence;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Receipts;

/// <summary>Looks through what receipts came to the ledger, each read once for all who learn from it. Off the path of checks; part of the cluster's one sweep.</summary>
public sealed partial class ReceiptSweep(IEnumerable<IReceiptTaker> takers, IReceiptHistory receipts, IEvidenceLedger evidence, ILogger<ReceiptSweep> logger)
{
    private const int AtOnce = 1_000;

    private readonly ILogger<ReceiptSweep> _logger = logger;

    /// <summary>A page of every segment's new receipts.</summary>
    /// <returns>True when more may be waiting: call again.</returns>
    /// <exception cref="AggregateException">Somebody could not take a page; the others went on.</exception>
    public async Task<bool> Sweep(CancellationToken cancellation = default)
    {
        var looked = new List<(IReceiptTaker Taker, IReadOnlyDictionary<string, long> Through)>();
        foreach (var taker in takers)
        {
            looked.Add((taker, await taker.Looked(cancellation)));
            ReceiptMeter.LookedThrough(taker, 0);    // a counter begins at 0, so that the first receipt is a rise
        }

        var hasMore = false;
        var failures = new List<Exception>();
        foreach (var segment in await evidence.ReceiptSegments(cancellation))
        {
            // Whoever failed once stands behind the others: they need not wait.
            foreach (var abreast in looked.GroupBy(one => one.Through.GetValueOrDefault(segment), static one => one.Taker))
            {
                hasMore |= await Page(segment, abreast.Key, [.. abreast], failures, cancellation);
            }
        }

        return failures is [] ? hasMore : throw new AggregateException("New receipts could not be looked through for everything.", failures);
    }

    private async Task<bool> Page(string segment, long after, IReceiptTaker[] abreast, List<Exception> failures, CancellationToken cancellation)
    {
        var found = await receipts.Glances(segment, after, AtOnce, cancellation);
        if (found.Count == 0)
        {
            return false;
        }

        var page = new ReceiptPage(segment, after, found[^1].Sequence, Readable(found));
        var taken = await Task.WhenAll(abreast.Select(taker => Taken(taker, page, found.Count)));     // so that they share a commit
        failures.AddRange(taken.OfType<Exception>());
        return found.Count == AtOnce;
    }

    /// <returns>What kept it from taking the page; null when it did.</returns>
    private static async Task<Exception?> Taken(IReceiptTaker taker, ReceiptPage page, int receipts)
    {
        try
        {
            await taker.Take(page);
            ReceiptMeter.LookedThrough(taker, receipts);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>One receipt that cannot be read never keeps the others from being looked at; the evidence log tells who altered it.</summary>
    private List<ReceiptGist> Readable(IReadOnlyList<ReceiptGlance> found)
    {
        var readable = new List<ReceiptGist>(found.Count);
        foreach (var (id, _, gist, isRemoved) in found)
        {
            if (gist is not null)
            {
                readable.Add(gist);
            }
            else if (!isRemoved)
            {
                LogUnreadable(id);
            }
        }

        return readable;
    }

    [LoggerMessage(1511, LogLevel.Error, "Receipt {Receipt} cannot be read; what it asks to be fed back, whom its check named and whether its case was checked are not known")]
    private partial void LogUnreadable(Guid receipt);
}

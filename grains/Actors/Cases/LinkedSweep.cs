using System.Text.Json;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Cases;

/// <summary>Finds in new receipts whom checks named beside their subject. Off the path of checks; part of the cluster's one sweep.</summary>
internal sealed partial class LinkedSweep(ILinkedAnswers linked, IFeedbackLedger receipts, IEvidenceLedger evidence, ILogger<LinkedSweep> logger)
{
    private const int AtOnce = 250;

    private readonly ILogger<LinkedSweep> _logger = logger;

    /// <summary>A page of every segment's new receipts.</summary>
    /// <returns>True when more may be waiting: call again.</returns>
    public async Task<bool> Sweep()
    {
        var looked = await linked.Looked();
        var hasMore = false;
        foreach (var segment in await evidence.ReceiptSegments())
        {
            var page = await receipts.Receipts(segment, looked.GetValueOrDefault(segment), AtOnce);
            if (page.Count > 0)
            {
                await linked.Take([.. page.SelectMany(Named)], new LookedThrough(segment, page[^1].Sequence));
                hasMore |= page.Count == AtOnce;
            }
        }

        return hasMore;
    }

    /// <summary>One receipt that cannot be read never keeps the others from being looked at; the evidence log tells who altered it.</summary>
    private IEnumerable<LinkedAnswer> Named(StoredReceipt stored)
    {
        try
        {
            var named = JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.NamedGist) ?? throw new JsonException("The receipt is empty.");
            return named.Linked.Select(static person => person.Subject).Distinct(StringComparer.Ordinal).Select(person => new LinkedAnswer(person, stored.Id)).ToArray();
        }
        catch (JsonException unreadable)
        {
            LogUnreadable(unreadable, stored.Id);
            return [];
        }
    }

    [LoggerMessage(1512, LogLevel.Error, "Receipt {Receipt} cannot be read; whom its check named is not known")]
    private partial void LogUnreadable(Exception cause, Guid receipt);
}

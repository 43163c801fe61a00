using System.Text.Json;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Feedback;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Feedback;

/// <summary>Finds in new receipts what they ask to be fed back, and in tasks what became late. Off the path of checks; part of the cluster's one sweep.</summary>
internal sealed partial class CheckSweep(IFeedbackLedger ledger, IEvidenceLedger evidence, Catalogue catalogue, PlatformClock clock, ILogger<CheckSweep> logger)
{
    private const int AtOnce = 250;

    private readonly ILogger<CheckSweep> _logger = logger;

    /// <returns>True when more may be waiting: call again.</returns>
    public async Task<bool> Sweep()
    {
        var hasMoreReceipts = await LookThrough();
        var hasMoreLate = await Tell();
        return hasMoreReceipts || hasMoreLate;
    }

    /// <summary>A page of every segment's new receipts. Looking twice does no harm: a task is opened once.</summary>
    private async Task<bool> LookThrough()
    {
        var looked = await ledger.Looked();
        var hasMore = false;
        foreach (var segment in await evidence.ReceiptSegments())
        {
            var page = await ledger.Receipts(segment, looked.GetValueOrDefault(segment), AtOnce);
            if (page.Count > 0)
            {
                await ledger.Take([.. page.Select(Opened).OfType<FeedbackStep>()], new LookedThrough(segment, page[^1].Sequence));
                hasMore |= page.Count == AtOnce;
            }
        }

        return hasMore;
    }

    /// <summary>One receipt that cannot be read never keeps the others from being looked at; the evidence log tells who altered it.</summary>
    private FeedbackStep? Opened(StoredReceipt stored)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.AnswerGist) ?? throw new JsonException("The receipt is empty.");
            return CheckDesk.Opened(answer, catalogue.At(answer.DecidedAt)) is { } task ? new FeedbackStep(task, []) : null;
        }
        catch (JsonException unreadable)
        {
            LogUnreadable(unreadable, stored.Id);
            return null;
        }
    }

    private async Task<bool> Tell()
    {
        var now = clock.GetUtcNow();
        var due = await ledger.Due(now, AtOnce);
        if (due.Count == 0)
        {
            return false;
        }

        var edition = catalogue.At(now);
        var taken = await ledger.Take([.. due.Select(task => Late(task, CheckDesk.Passed(task, edition, now), edition, now))]);
        return due.Count == AtOnce && taken.Count > 0;
    }

    private static FeedbackStep Late(CheckTask before, CheckTask task, Edition edition, DateTimeOffset now) => new(task, [], !task.IsOverdue || before.IsOverdue ? null : new StandingChange
    {
        Kind = ChangeKind.FeedbackOverdue,
        At = now,
        Edition = edition.Id,
        Subject = task.Subject,
        Feedback = FeedbackChange.Of(task),
    });

    [LoggerMessage(1511, LogLevel.Error, "Receipt {Receipt} cannot be read; what it asks to be fed back is not known")]
    private partial void LogUnreadable(Exception cause, Guid receipt);
}

using CreditGate.Actors.Receipts;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Feedback;

namespace CreditGate.Actors.Feedback;

/// <summary>Opens a task for each new receipt that asks for something to be fed back. A task is opened once.</summary>
internal sealed class CheckTasks(IFeedbackLedger ledger, Catalogue catalogue) : IReceiptTaker
{
    public string Name => "feedback";

    public ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => ledger.Looked(cancellation);

    public Task Take(ReceiptPage page) =>
        ledger.Take([.. page.Receipts.Select(Opened).OfType<FeedbackStep>()], new LookedThrough(page.Segment, page.Through));

    private FeedbackStep? Opened(ReceiptGist receipt) =>
        CheckDesk.Opened(receipt, catalogue.At(receipt.DecidedAt)) is { } task ? new FeedbackStep(task, []) : null;
}

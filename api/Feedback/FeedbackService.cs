using System.Collections.Immutable;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Problems;
using CreditGate.Api.Receipts;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Feedback;
using CreditGate.Domain.Workflows;

namespace CreditGate.Api.Feedback;

/// <summary>What became of one department's word on one answer.</summary>
/// <param name="Task">Null when nothing is asked for, or it was not taken.</param>
/// <param name="Status">HTTP status of the refusal.</param>
internal sealed record FeedbackResult(Receipt? Receipt, CheckTask? Task, ImmutableArray<GivenFeedback> Given, int? Status = null, Fault? Refusal = null)
{
    public ImmutableArray<FieldFault> Faults { get; init; } = [];

    public static FeedbackResult Refused(int status, Fault fault) => new(null, null, [], status, fault);
}

/// <summary>Takes feedback to the ledger. The task follows from the receipt, so feedback may come before the sweep has opened it.</summary>
internal sealed class FeedbackService(ReceiptWriter receipts, IFeedbackLedger ledger, Catalogue catalogue, PlatformClock clock)
{
    private const int MostAttempts = 4;

    /// <summary>Null when there is no such receipt, or none that the caller may look at.</summary>
    public async Task<FeedbackResult?> Find(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await receipts.Find(id, cancellation) is not { } receipt || !caller.MaySee(receipt))
        {
            return null;
        }

        return await ledger.Find([id], cancellation) is [var stored] ? new(receipt, stored.Task, stored.Given) : new(receipt, Opened(receipt), []);
    }

    /// <summary>One result for each, in order. Nothing is taken of one that is refused.</summary>
    public async Task<ImmutableArray<FeedbackResult>> Give(ImmutableArray<(Guid Receipt, FeedbackRow Row, string Prefix)> items, Caller caller, CancellationToken cancellation)
    {
        var results = new FeedbackResult[items.Length];
        List<int> open = [.. Enumerable.Range(0, items.Length)];
        for (var attempt = 1; open.Count > 0; attempt++)
        {
            if (attempt > MostAttempts)
            {
                throw new TimeoutException($"The feedback was changed elsewhere {MostAttempts} times in a row; try again.");
            }

            var known = (await ledger.Find([.. open.Select(index => items[index].Receipt)], cancellation)).ToDictionary(static stored => stored.Task.Receipt);
            var steps = new List<FeedbackStep>();
            foreach (var index in open)
            {
                var (result, step) = await Judge(items[index], known.GetValueOrDefault(items[index].Receipt), caller, cancellation);
                results[index] = result;
                steps.AddRange(step is null ? [] : [step]);
            }

            var taken = steps.Count == 0 ? new HashSet<Guid>() : await Take(steps);
            open.RemoveAll(index => taken.Contains(items[index].Receipt) || steps.All(step => step.Task.Receipt != items[index].Receipt));
        }

        return [.. results];
    }

    public async Task<IReadOnlyList<CheckTask>> List(CheckTaskQuery query, CancellationToken cancellation) => await ledger.List(query, cancellation);

    public CheckTask? Opened(Receipt receipt) => CheckDesk.Opened(ReceiptGist.Of(receipt), catalogue.At(receipt.DecidedAt));

    private async Task<(FeedbackResult Result, FeedbackStep? Step)> Judge(
        (Guid Receipt, FeedbackRow Row, string Prefix) item, StoredFeedback? stored, Caller caller, CancellationToken cancellation)
    {
        if (await receipts.Find(item.Receipt, cancellation) is not { } receipt || !caller.MaySee(receipt))
        {
            return (FeedbackResult.Refused(StatusCodes.Status404NotFound, ProblemTexts.NotFound), null);
        }

        if (receipt.Organisation != caller.Organisation)
        {
            return (FeedbackResult.Refused(StatusCodes.Status403Forbidden, Machine.NotYourPart), null);
        }

        if ((stored?.Task ?? Opened(receipt)) is not { } task)
        {
            return (FeedbackResult.Refused(StatusCodes.Status409Conflict, WorkflowBook.Product.Guard("advice-given")), null);
        }

        var now = clock.GetUtcNow();
        var (lines, faults) = new FeedbackReader(LegalTime.DateOf(now), task.Advised).Read(item.Row, item.Prefix, Blank(task, caller, now));
        return faults.IsEmpty ? Judge(receipt, task, stored, lines) : (new FeedbackResult(receipt, null, []) { Faults = faults }, null);
    }

    private static (FeedbackResult Result, FeedbackStep? Step) Judge(Receipt receipt, CheckTask task, StoredFeedback? stored, ImmutableArray<GivenFeedback> lines)
    {
        var known = stored?.Given ?? [];
        var outcome = CheckDesk.Give(task, known, lines);
        if (outcome.Refusal is { } refusal)
        {
            return (FeedbackResult.Refused(StatusCodes.Status409Conflict, refusal), null);
        }

        // A task that the sweep has not opened yet is written with its first feedback, as new.
        var now = stored is null ? outcome.Task with { Version = 1 } : outcome.Task;
        return (new FeedbackResult(receipt, now, [.. known, .. outcome.Entered]), outcome.Entered.IsEmpty ? null : new FeedbackStep(now, outcome.Entered));
    }

    /// <summary>Whether a commit of unknown outcome is there is found out by looking again: what was taken is then said already.</summary>
    private async Task<IReadOnlySet<Guid>> Take(List<FeedbackStep> steps)
    {
        try
        {
            return await ledger.Take(steps);
        }
        catch (CommitOutcomeUnknownException)
        {
            return new HashSet<Guid>();
        }
    }

    private static GivenFeedback Blank(CheckTask task, Caller caller, DateTimeOffset now) => new()
    {
        Receipt = task.Receipt,
        Code = "",
        Organisation = caller.Organisation,
        Credential = caller.Credential,
        Action = default,
        Operator = "",
        At = now,
    };
}

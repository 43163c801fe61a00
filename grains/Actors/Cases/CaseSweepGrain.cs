using CreditGate.Actors.Feedback;
using CreditGate.Actors.Receipts;
using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Cases;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Cases;

/// <summary>Finds what became due, in cases and in the feedback on answers, and has it entered; then has new receipts looked through. What was done stands in the ledger, so a sweep that ends halfway is simply gone on with.</summary>
[GrainType("case-sweep")]
internal sealed partial class CaseSweepGrain(
    ICaseLedger cases, PastAnswers answers, ReceiptSweep receipts, LateChecks late, Catalogue catalogue, PlatformClock clock, ILogger<CaseSweepGrain> logger) : Grain, ICaseSweepGrain
{
    private const int AtOnce = 100;
    private const string Actor = "case-sweep";

    private readonly ILogger<CaseSweepGrain> _logger = logger;
    private string? _dated;     // digest of the edition by whose calendar every open case was dated

    public async ValueTask<bool> Sweep()
    {
        await Redate();
        var due = await cases.Due(clock.GetUtcNow(), AtOnce);
        var failed = 0;
        foreach (var (subject, known) in due)
        {
            failed += await TrySettle(subject.Value, known) ? 0 : 1;
        }

        var hasMore = await late.Tell() | await receipts.Sweep();
        return hasMore || (due.Count == AtOnce && failed == 0);
    }

    /// <summary>One case that cannot be settled never keeps the others from being told of.</summary>
    private async Task<bool> TrySettle(string subject, Case known)
    {
        try
        {
            CaseRequest request = known is ObjectionCase { FoundWrong: true, Restoration: null } wrong
                ? await Found(subject, wrong)
                : new DeadlineLook { Case = known.Id };
            var reply = await GrainFactory.Subject(subject).Act(new CaseCommand(request, Actor));
            return reply.Case?.DueAt != known.DueAt;
        }
        catch (Exception failure)
        {
            LogNotSettled(failure, subject);
            return false;
        }
    }

    /// <summary>Not before every receipt that is there was looked through for whom it names.</summary>
    private async Task<RestorationFound> Found(string subject, ObjectionCase wrong)
    {
        while (await receipts.Sweep())
        {
        }

        return new RestorationFound { Case = wrong.Id, Tasks = await answers.Departments(subject, wrong) };
    }

    /// <summary>Dates every open case anew when another calendar may be in force.</summary>
    private async Task Redate()
    {
        var now = clock.GetUtcNow();
        var edition = catalogue.At(now);
        if (_dated == edition.Digest)
        {
            return;
        }

        var context = new CaseContext(edition, now, Actor);
        foreach (var kind in Enum.GetValues<CaseKind>())
        {
            for (var after = ""; await cases.List(new CaseQuery(kind, null, true, after, AtOnce)) is { Count: > 0 } page; after = page[^1].Case.Id)
            {
                foreach (var (subject, known) in page.Where(stored => stored.Case.Deadlines.Any(deadline => deadline is { IsMet: false, DueTold: false } && deadline.By(context.For(stored.Case.Record.Source)) != deadline)))
                {
                    await GrainFactory.Subject(subject).Act(new CaseCommand(new DeadlineLook { Case = known.Id }, Actor));
                }
            }
        }

        _dated = edition.Digest;
    }

    [LoggerMessage(1501, LogLevel.Error, "Subject {Subject}: what is due in a case could not be entered; the next sweep tries again")]
    private partial void LogNotSettled(Exception failure, string subject);
}

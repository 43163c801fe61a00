using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Feedback;

namespace CreditGate.Actors.Feedback;

/// <summary>Tells departments, once, what feedback became late. Part of the cluster's one sweep.</summary>
internal sealed class LateChecks(IFeedbackLedger ledger, Catalogue catalogue, PlatformClock clock)
{
    private const int AtOnce = 250;

    /// <returns>True when more may be waiting: call again.</returns>
    public async Task<bool> Tell()
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
}

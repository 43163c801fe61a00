using System.Collections.Immutable;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;

namespace CreditGate.Verify.Audit;

/// <summary>The holds that stand at a place of the log.</summary>
internal sealed class StandingHolds
{
    private readonly List<RetentionAct> _acts = [];

    public ImmutableArray<HoldScope> Now { get; private set; } = [];

    public void Note(RetentionAct act)
    {
        if (act is { Kind: RetentionActKind.HoldPlaced, Scope: not null } or { Kind: RetentionActKind.HoldReleased })
        {
            _acts.Add(act);
            Now = [.. LegalHold.Of(_acts).Where(static hold => hold.Stands).Select(static hold => hold.Scope)];
        }
    }

    /// <summary>Whether what is left of a row says that a hold covered it. Business numbers, and persons named beside the subject, left with the content: of those nothing can be told.</summary>
    public static bool Covered(ImmutableArray<HoldScope> holds, AuditedRow row) => row.Subject is { } subject && (row.Entry.Kind == LogEntry.Event
        ? holds.Any(scope => scope.CoversHistoryOf(subject))
        : HeldReceiptOf(row, subject) is { } receipt && holds.Any(scope => scope.Covers(receipt)));

    private static HeldReceipt? HeldReceiptOf(AuditedRow row, string subject) => row is { At: >= 0, Matter: { } matter } && row.At <= DateTime.MaxValue.Ticks
        ? new HeldReceipt(new DateTimeOffset(row.At, TimeSpan.Zero), [subject], matter, null)
        : null;
}

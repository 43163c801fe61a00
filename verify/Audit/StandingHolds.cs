using System.Collections.Immutable;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
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

    /// <summary>Whether what is left of a row says that a hold covered it. Persons named beside the subject left with the content: of those nothing can be told.</summary>
    public static HoldVerdict Judge(ImmutableArray<HoldScope> holds, AuditedRow row) => row.Subject is not { } subject ? HoldVerdict.Free
        : row.Entry.Kind == LogEntry.Event ? holds.Any(scope => scope.CoversHistoryOf(subject)) ? HoldVerdict.Covered : HoldVerdict.Free
        : HeldReceiptOf(row, subject) is not { } receipt ? HoldVerdict.Free
        : holds.Any(scope => scope.Covers(receipt with { BusinessNumber = NumberUnder(scope, row) })) ? HoldVerdict.Covered
        : row.NumberLeft is null && holds.Any(scope => scope.Covers(receipt with { BusinessNumber = scope.BusinessNumber })) ? HoldVerdict.Untold
        : HoldVerdict.Free;

    /// <summary>The number that a hold names, when the receipt had it.</summary>
    private static string? NumberUnder(HoldScope scope, AuditedRow row) =>
        scope.BusinessNumber is { } number && row.NumberLeft is { } left && NumberDigest.IsOf(left, number) ? number : null;

    private static HeldReceipt? HeldReceiptOf(AuditedRow row, string subject) => row is { At: >= 0, Matter: { } matter } && row.At <= DateTime.MaxValue.Ticks
        ? new HeldReceipt(new DateTimeOffset(row.At, TimeSpan.Zero), [subject], matter, null)
        : null;
}

/// <summary>What can be told of a removed row and the holds that stood.</summary>
internal enum HoldVerdict
{
    Free,
    Covered,

    /// <summary>A hold by business number may have covered it: nothing is left of the number, as in receipts of an earlier release.</summary>
    Untold,
}

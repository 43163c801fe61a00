using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Changes;

/// <summary>From what stood before and what stands now to the turns that tell of it.</summary>
internal static class EffectDifference
{
    /// <param name="pushed">The record of the whole change, which its effects need not name again.</param>
    /// <returns>Null when nothing changed.</returns>
    public static ImmutableArray<EffectChange>? Between(StandingState before, StandingState after, RecordRef? pushed)
    {
        if (before.Effects.IsEmpty && after.Effects.IsEmpty)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<EffectChange>();
        var (was, now) = (0, 0);
        while (was < before.Effects.Length || now < after.Effects.Length)
        {
            var order = was == before.Effects.Length ? 1 : now == after.Effects.Length ? -1 : before.Effects[was].CompareTo(after.Effects[now]);
            var change = order switch
            {
                < 0 => (before.Effects[was] with { Hold = null }).Turned(EffectTurn.Lifted, pushed),
                > 0 => after.Effects[now].Turned(after.Effects[now].Hold is null ? EffectTurn.Started : EffectTurn.Suspended, pushed),
                _ => Turn(before, before.Effects[was], after, after.Effects[now]) is { } turn ? after.Effects[now].Turned(turn, pushed) : null,
            };
            if (change is not null)
            {
                changes.Add(change);
            }

            was += order <= 0 ? 1 : 0;
            now += order >= 0 ? 1 : 0;
        }

        return changes.Count == 0 ? null : changes.DrainToImmutable();
    }

    private static EffectTurn? Turn(StandingState before, RecordEffect was, StandingState after, RecordEffect now)
    {
        var extent = Compare(before, was, after, now);
        return (was.Hold, now.Hold) switch
        {
            (_, { } hold) => hold == was.Hold && extent is null ? null : EffectTurn.Suspended,
            ({ }, null) => EffectTurn.Resumed,
            _ => extent,
        };
    }

    /// <summary>Null when both are the same; eased only when nothing is more than it was.</summary>
    private static EffectTurn? Compare(StandingState before, RecordEffect was, StandingState after, RecordEffect now)
    {
        var (less, more) = IsLess(now.Until, was.Until) ? (true, false) : (false, IsLess(was.Until, now.Until));
        if (!ReferenceEquals(was.Rule, now.Rule) || !was.Codes.AsSpan().SequenceEqual(now.Codes.AsSpan()) || (was.Rule is null && IsOtherData(before, after)))
        {
            var (earlier, later) = (EffectScope.Parts(was, before.Edition), EffectScope.Parts(now, after.Edition));
            less |= earlier.Except(later).Any();
            more |= later.Except(earlier).Any();
        }

        return more ? EffectTurn.Extended : less ? EffectTurn.Eased : null;
    }

    private static bool IsOtherData(StandingState before, StandingState after) => !ReferenceEquals(before.Edition.Matters, after.Edition.Matters);

    /// <summary>No end is later than any.</summary>
    private static bool IsLess(DateOnly? one, DateOnly? other) => one is { } end && !(other <= end);
}

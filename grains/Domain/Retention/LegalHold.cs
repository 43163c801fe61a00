using System.Collections.Immutable;

namespace CreditGate.Domain.Retention;

/// <summary>A hold, with its release once there was one.</summary>
public sealed record LegalHold(RetentionAct Placed, RetentionAct? Released)
{
    public Guid Id => Placed.Id;

    public bool Stands => Released is null;

    public HoldScope Scope => Placed.Scope ?? throw new InvalidDataException($"Hold {Placed.Id} covers nothing.");

    /// <param name="acts">In their order.</param>
    public static ImmutableArray<LegalHold> Of(IEnumerable<RetentionAct> acts)
    {
        var holds = new List<LegalHold>();
        foreach (var act in acts)
        {
            if (act.Kind == RetentionActKind.HoldPlaced)
            {
                holds.Add(new LegalHold(act, null));
            }
            else if (act.Kind == RetentionActKind.HoldReleased && holds.FindIndex(hold => hold.Id == act.Of && hold.Stands) is >= 0 and var index)
            {
                holds[index] = holds[index] with { Released = act };
            }
        }

        return [.. holds];
    }
}

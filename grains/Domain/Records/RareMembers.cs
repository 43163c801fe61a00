using System.Collections.Immutable;

namespace CreditGate.Domain.Records;

/// <summary>The members of a record that few records have, kept apart from it: a record with none of them is spared a place for each.</summary>
internal sealed record RareMembers
{
    private static readonly RareMembers None = new();

    public DisputeMark? Dispute { get; init; }

    public RepairMark? Repair { get; init; }

    public ShieldMark? Shield { get; init; }

    public ImmutableArray<EasingMark>? Easings { get; init; }

    public RemovalMark? Removal { get; init; }

    public WithdrawalMark? Withdrawal { get; init; }

    /// <summary>Null for nobody.</summary>
    public ImmutableArray<LinkedPerson>? Linked { get; init; }

    public MirrorOf? Mirror { get; init; }

    /// <summary>With one member set or taken away; null when no other is left, so that equal records stay equal however they came about.</summary>
    public static RareMembers? With<T>(RareMembers? known, T value, Func<RareMembers, T, RareMembers> set)
    {
        if (known is null && value is null)
        {
            return null;
        }

        var with = set(known ?? None, value);
        return with == None ? null : with;
    }
}

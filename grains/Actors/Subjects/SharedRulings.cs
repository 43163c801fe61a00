using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;

namespace CreditGate.Actors.Subjects;

/// <summary>What rulings say alike is kept once: lists that name no record by all subjects of a node, whole rulings that name none too, and lists that name records by the rulings of one subject.</summary>
/// <remarks>Bounded: what falls on the place of another takes it. Nothing here names a record or a person, so nothing of an erased subject stays. Thread-safe, without a lock.</remarks>
internal sealed class SharedRulings(int places)
{
    private readonly Entry?[] _whole = new Entry?[places];
    private readonly object?[] _lists = new object?[places];

    /// <summary>Of this process.</summary>
    public static SharedRulings Node { get; } = new(2048);

    /// <summary>The ruling with those lists of another, of the same standing, that are equal to its own: most follow from the standing, whatever the matter.</summary>
    public static Ruling WithPartsOf(Ruling other, Ruling ruling)
    {
        var sameStatuses = ruling.Statuses != other.Statuses && SameStatuses(ruling.Statuses, other.Statuses);
        var sameReminders = ruling.Reminders != other.Reminders && Same(ruling.Reminders, other.Reminders);
        return sameStatuses || sameReminders
            ? ruling with { Statuses = sameStatuses ? other.Statuses : ruling.Statuses, Reminders = sameReminders ? other.Reminders : ruling.Reminders }
            : ruling;
    }

    /// <summary>An equal ruling, with lists that other rulings have, or another subject's whole.</summary>
    public Ruling Of(Ruling ruling, Matter matter, Edition edition)
    {
        var namesNone = NamesNone(ruling.Statuses);
        var remindsOfNone = ruling.Reminders.All(static reminder => reminder is { Record: null, Disputed: null });
        var shared = ruling with
        {
            Statuses = namesNone ? Listed(ruling.Statuses, SameStatuses) : ruling.Statuses,
            Reminders = remindsOfNone ? Listed(ruling.Reminders, Same) : ruling.Reminders,
            Incentives = Listed(ruling.Incentives, Same),
            Withheld = Listed(ruling.Withheld, Same),
        };

        // What is written of a ruling may depend on who inspects (sampling), and is kept with it.
        return namesNone && remindsOfNone && matter.Category != MatterCategory.Inspection
            && ruling is { Measures.IsEmpty: true, Suspended.IsEmpty: true, Advice.IsEmpty: true, Questions.IsEmpty: true, Proposals.IsEmpty: true }
            ? Whole(shared, matter, edition)
            : shared;
    }

    /// <summary>Of one matter and edition only: what is written of a ruling names both.</summary>
    private Ruling Whole(Ruling ruling, Matter matter, Edition edition)
    {
        ref var place = ref _whole[PlaceOf(HashCode.Combine(matter.Code, edition.Id, ruling))];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Matter, matter) && ReferenceEquals(known.Edition, edition) && SaysTheSame(known.Ruling, ruling))
        {
            return known.Ruling;
        }

        Volatile.Write(ref place, new Entry(matter, edition, ruling));
        return ruling;
    }

    /// <summary>Instants that are equal with another offset are written otherwise.</summary>
    private static bool SaysTheSame(Ruling known, Ruling ruling) => known == ruling && known.ChangesAt?.Offset == ruling.ChangesAt?.Offset;

    private ImmutableArray<T> Listed<T>(ImmutableArray<T> list, Func<ImmutableArray<T>, ImmutableArray<T>, bool> areSame)
        where T : class
    {
        if (list.IsEmpty)
        {
            return list;
        }

        var hash = new HashCode();
        foreach (var line in list)
        {
            hash.Add(line);
        }

        ref var place = ref _lists[PlaceOf(hash.ToHashCode())];
        if (Volatile.Read(ref place) is T[] known && ImmutableCollectionsMarshal.AsImmutableArray(known) is var same && areSame(same, list))
        {
            return same;
        }

        Volatile.Write(ref place, ImmutableCollectionsMarshal.AsArray(list));
        return list;
    }

    private int PlaceOf(int hash) => (int)((uint)hash % (uint)places);

    private static bool NamesNone(ImmutableArray<StatusFinding> statuses) => statuses.All(static status => status.Records.IsEmpty);

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other) => one.AsSpan().SequenceEqual(other.AsSpan());

    private static bool SameStatuses(ImmutableArray<StatusFinding> one, ImmutableArray<StatusFinding> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (var index = 0; index < one.Length; index++)
        {
            if (one[index].Code != other[index].Code || !Same(one[index].Records, other[index].Records))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Entry(Matter Matter, Edition Edition, Ruling Ruling);
}

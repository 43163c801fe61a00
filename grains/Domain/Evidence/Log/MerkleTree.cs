using System.Collections.Immutable;
using System.Numerics;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>Roots and proofs of RFC 9162, 2.1, at any size the log ever had, from a number of tiles that grows with the logarithm of it.</summary>
public sealed class MerkleTree(ITiles tiles)
{
    public async ValueTask<byte[]> Root(long size) => size == 0 ? MerkleHash.Empty : await Range(0, size);

    /// <summary>The path from an entry to the root of a size (2.1.3.1).</summary>
    /// <param name="index">From 0; below <paramref name="size"/>.</param>
    public async ValueTask<ImmutableArray<byte[]>> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + SplitOf(to - from);
            path.Add(index < middle ? await Range(middle, to) : await Range(from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>Shows that the log of one size is the beginning of the log of another (2.1.4.1).</summary>
    /// <param name="first">From 1, at most <paramref name="second"/>.</param>
    public async ValueTask<ImmutableArray<byte[]>> Consistency(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var path = new List<byte[]>();
        var (from, to, isWhole) = (0L, second, true);
        while (first != to)
        {
            var middle = from + SplitOf(to - from);
            var isLeft = first <= middle;
            path.Add(isLeft ? await Range(middle, to) : await Range(from, middle));
            (from, to, isWhole) = isLeft ? (from, middle, isWhole) : (middle, to, false);
        }

        if (!isWhole)
        {
            path.Add(await Range(from, to));
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The largest power of two below a count.</summary>
    private static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    private async ValueTask<byte[]> Range(long from, long to)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count) && from % count == 0)
        {
            var height = BitOperations.Log2((ulong)count);
            return await Whole(height, from >> height);
        }

        var middle = from + SplitOf(count);
        var (left, right) = (await Range(from, middle), await Range(middle, to));
        return MerkleHash.Node(left, right);
    }

    private async ValueTask<byte[]> Whole(int height, long index)
    {
        var (level, rest) = Math.DivRem(height, TileAt.Height);
        var first = index << rest;
        var (number, offset) = (first >> TileAt.Height, (int)(first % TileAt.Width));
        var end = offset + (1 << rest);
        var tile = await tiles.Find(level, number);
        return tile?.Length >= end * MerkleHash.Length
            ? MerkleHash.Fold(tile.AsSpan(offset * MerkleHash.Length, (end - offset) * MerkleHash.Length))
            : throw new TileMissingException(level, number, end);
    }
}

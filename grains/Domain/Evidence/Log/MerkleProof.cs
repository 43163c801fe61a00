using System.Collections.Immutable;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>Checks the proofs of RFC 9162 from what they claim alone, as somebody does who does not trust the log.</summary>
public static class MerkleProof
{
    /// <summary>Whether an entry stands at an index of the log with this root (2.1.3.2).</summary>
    public static bool Includes(byte[] leafHash, long index, long size, ImmutableArray<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            var isRight = (node & 1) == 1 || node == last;
            hash = isRight ? MerkleHash.Node(sibling, hash) : MerkleHash.Node(hash, sibling);
            while (isRight && (node & 1) == 0 && node != 0)
            {
                (node, last) = (node >> 1, last >> 1);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the log with the first root is the beginning of the log with the second (2.1.4.2).</summary>
    public static bool IsConsistent(long first, byte[] firstRoot, long second, byte[] secondRoot, ImmutableArray<byte[]> path)
    {
        if (first < 1 || first > second)
        {
            return false;
        }

        if (first == second)
        {
            return path.IsEmpty && firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        var nodes = (first & (first - 1)) == 0 ? path.Insert(0, firstRoot) : path;
        return !path.IsEmpty && Climb(first, firstRoot, second, secondRoot, nodes);
    }

    private static bool Climb(long first, byte[] firstRoot, long second, byte[] secondRoot, ImmutableArray<byte[]> nodes)
    {
        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (before, after) = (nodes[0], nodes[0]);
        foreach (var sibling in nodes.AsSpan()[1..])
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (before, after) = (MerkleHash.Node(sibling, before), MerkleHash.Node(sibling, after));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                after = MerkleHash.Node(after, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && before.AsSpan().SequenceEqual(firstRoot) && after.AsSpan().SequenceEqual(secondRoot);
    }
}

using System.Security.Cryptography;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>The hashes of RFC 9162, 2.1.1, over SHA-256: leaves and nodes begin with different bytes, so that neither passes for the other.</summary>
public static class MerkleHash
{
    public const int Length = 32;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int MostOnStack = 512;

    /// <summary>Root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[Length];
        Leaf(entry, hash);
        return hash;
    }

    public static void Leaf(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        var bytes = entry.Length < MostOnStack ? stackalloc byte[MostOnStack] : new byte[entry.Length + 1];
        bytes[0] = LeafPrefix;
        entry.CopyTo(bytes[1..]);
        SHA256.HashData(bytes[..(entry.Length + 1)], hash);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Length];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>Root over hashes that lie side by side, as many as a power of two.</summary>
    public static byte[] Fold(ReadOnlySpan<byte> hashes)
    {
        var level = hashes.ToArray();
        for (var length = hashes.Length; length > Length; length /= 2)
        {
            for (var at = 0; at < length; at += 2 * Length)
            {
                Node(level.AsSpan(at, Length), level.AsSpan(at + Length, Length), level.AsSpan(at / 2, Length));
            }
        }

        return level[..Length];
    }

    private static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> into)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Length)];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Length)..]);
        SHA256.HashData(bytes, into);
    }
}

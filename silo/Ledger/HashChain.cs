using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Silo.Ledger;

/// <summary>Makes any later change to a row of the ledger visible: every row commits to its content and to all rows before it.</summary>
/// <remarks>The salt lets content be erased: the commitment that stays behind says nothing about it.</remarks>
internal static class HashChain
{
    private const int SaltBytes = 16;
    private const int MostOnStack = 1_024;

    /// <summary>A name for a chain that nothing else will have.</summary>
    public static string NewSegment() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>What stands before the first row of a segment.</summary>
    public static byte[] Genesis(string segment) => SHA256.HashData(Encoding.UTF8.GetBytes(segment));

    public static SealedPayload Seal(byte[] payload)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new SealedPayload(payload, salt, Commitment(salt, payload));
    }

    /// <summary>The chain value of a row after the one with <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> commitment) => Hash(previous, commitment);

    public static byte[] Commitment(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload) => Hash(salt, payload);

    // In one go over both: an incremental hash costs more than hashing so few bytes.
    private static byte[] Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = first.Length + second.Length;
        var rented = length > MostOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var both = rented is null ? stackalloc byte[MostOnStack] : rented;
        first.CopyTo(both);
        second.CopyTo(both[first.Length..]);
        var hash = SHA256.HashData(both[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return hash;
    }
}

/// <summary>Content with the salted commitment that stands for it in the chain.</summary>
/// <param name="Commitment">SHA-256 of salt and payload.</param>
internal readonly record struct SealedPayload(byte[] Payload, byte[] Salt, byte[] Commitment);

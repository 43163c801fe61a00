using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>What an edition is recognised by in receipts: two editions with one digest decide alike.</summary>
internal static class EditionDigest
{
    /// <summary>SHA-256, lower-case hex, over the edition's entry and then its files, each preceded by its length.</summary>
    public static string Of(EditionFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, files.Entry.Bytes.Span);
        foreach (var bytes in files.Bytes)
        {
            Append(hash, bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

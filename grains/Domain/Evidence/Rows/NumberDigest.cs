using System.Security.Cryptography;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>
/// What is left of a receipt's business number once the content is removed: who names a number, as a hold does, can tell whether it was that one.
/// Each receipt has another salt, so two of one case do not show it, and numbers can only be guessed one by one.
/// </summary>
public static class NumberDigest
{
    public const int Length = SaltLength + SHA256.HashSizeInBytes;

    private const int SaltLength = 16;

    /// <param name="salt">The receipt's own, which leaves with the content and does not follow from what is left.</param>
    /// <param name="number">Null when the check named none: it is unlike every number.</param>
    /// <param name="left"><see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> salt, string? number, Span<byte> left)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using (var own = new FieldBytes())
        {
            own.Add("business number");
            own.Add(salt);
            own.Sha256(hash);
        }

        hash[..SaltLength].CopyTo(left);
        Digest(left[..SaltLength], number, left[SaltLength..]);
    }

    public static bool IsOf(ReadOnlySpan<byte> left, string number)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(left[..SaltLength], number, digest);
        return digest.SequenceEqual(left[SaltLength..]);
    }

    private static void Digest(ReadOnlySpan<byte> salt, string? number, Span<byte> digest)
    {
        using var fields = new FieldBytes();
        fields.Add(salt);
        fields.Add(number);
        fields.Sha256(digest);
    }
}

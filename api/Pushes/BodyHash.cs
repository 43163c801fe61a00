using System.Buffers;
using System.Security.Cryptography;

namespace CreditGate.Api.Pushes;

/// <summary>Reads a body that is not stored, to compare it with one that is.</summary>
internal static class BodyHash
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>SHA-256 of a body, lower-case hex; null once it is longer than expected.</summary>
    public static async Task<string?> Of(Stream body, long expected, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var total = 0L;
            while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                total += read;
                if (total > expected)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);       // files carry ID numbers
        }
    }
}

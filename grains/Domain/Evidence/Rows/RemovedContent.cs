namespace CreditGate.Domain.Evidence.Rows;

/// <summary>What stands in a row's payload once its content was removed: a mark that begins no JSON, and the digest of what was there. With it the columns that remain, and the row's place in the log, are still proven.</summary>
public static class RemovedContent
{
    /// <summary>First byte of the mark.</summary>
    public const byte Mark = 0;

    private const int DigestLength = 32;
    private const int Length = 1 + DigestLength;
    private const int NumberedLength = 1 + NumberDigest.Length + DigestLength;

    /// <param name="digest">Of the content, as the commitment has it; where a commitment covers salt and payload alone, the commitment itself.</param>
    public static byte[] Of(ReadOnlySpan<byte> digest) => [Mark, .. digest];

    /// <param name="number">What is left of the business number, which the commitment covers beside the digest.</param>
    public static byte[] Of(ReadOnlySpan<byte> number, ReadOnlySpan<byte> digest) => [Mark, .. number, .. digest];

    public static bool Is(ReadOnlySpan<byte> payload) => payload.Length is Length or NumberedLength && payload[0] == Mark;

    public static bool HasNumber(ReadOnlySpan<byte> payload) => payload.Length == NumberedLength && payload[0] == Mark;

    /// <param name="payload">For which <see cref="HasNumber"/> holds.</param>
    public static ReadOnlySpan<byte> Number(ReadOnlySpan<byte> payload) => payload[1..(1 + NumberDigest.Length)];

    /// <param name="payload">For which <see cref="Is"/> holds.</param>
    public static ReadOnlySpan<byte> Digest(ReadOnlySpan<byte> payload) => payload[^DigestLength..];
}

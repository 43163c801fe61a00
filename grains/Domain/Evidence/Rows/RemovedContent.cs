namespace CreditGate.Domain.Evidence.Rows;

/// <summary>What stands in a row's payload once its content was removed: a mark that begins no JSON, and the digest of what was there. With it the columns that remain, and the row's place in the log, are still proven.</summary>
public static class RemovedContent
{
    /// <summary>First byte of the mark.</summary>
    public const byte Mark = 0;

    private const int Length = 1 + 32;

    /// <param name="digest">Of the content, as the commitment has it; where a commitment covers salt and payload alone, the commitment itself.</param>
    public static byte[] Of(ReadOnlySpan<byte> digest) => [Mark, .. digest];

    public static bool Is(ReadOnlySpan<byte> payload) => payload.Length == Length && payload[0] == Mark;

    /// <param name="payload">For which <see cref="Is"/> holds.</param>
    public static ReadOnlySpan<byte> Digest(ReadOnlySpan<byte> payload) => payload[1..];
}

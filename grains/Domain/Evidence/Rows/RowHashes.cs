using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>The formulae of the hash chains: what a row's commitment is, and how one row follows from another.</summary>
/// <remarks>
/// A commitment is made of two digests. That of the content, with the salt, can stay when the content is erased; what is left
/// then says nothing about the content, and still proves the columns that remain.
/// </remarks>
public static class RowHashes
{
    private const byte WholeRow = 2;

    /// <summary>What stands before the first row of a segment.</summary>
    public static byte[] Genesis(string segment) => SHA256.HashData(Encoding.UTF8.GetBytes(segment));

    /// <summary>The chain value of a row after the one with <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> commitment) => Pair(previous, commitment);

    /// <summary>As the other, into <paramref name="chain"/>, which may be where <paramref name="previous"/> is.</summary>
    public static void Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> commitment, Span<byte> chain)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        previous.CopyTo(both);
        commitment.CopyTo(both[SHA256.HashSizeInBytes..]);
        SHA256.HashData(both, chain);
    }

    /// <summary>The commitment of the first form: SHA-256 of salt and payload.</summary>
    public static byte[] OfPayload(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload) => Pair(salt, payload);

    public static byte[] OfEvent(ReadOnlySpan<byte> content, string subject, long version, long at, string actor, string kind)
    {
        using var kept = Begin(content, "event");
        kept.Add(subject);
        kept.Add(version);
        kept.Add(at);
        kept.Add(actor);
        kept.Add(kind);
        return kept.Sha256();
    }

    public static byte[] OfReceipt(ReadOnlySpan<byte> content, Guid id, long at, string subject, long subjectVersion, string matter, string outcome, string credential)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        OfReceipt(content, id, at, subject, subjectVersion, matter, outcome, credential, hash);
        return hash;
    }

    /// <summary>As the other, into <paramref name="hash"/>, which may be where <paramref name="content"/> is.</summary>
    public static void OfReceipt(
        ReadOnlySpan<byte> content, Guid id, long at, string subject, long subjectVersion, string matter, string outcome, string credential, Span<byte> hash)
    {
        using var kept = Begin(content, "receipt");
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        kept.Add(bytes);
        kept.Add(at);
        kept.Add(subject);
        kept.Add(subjectVersion);
        kept.Add(matter);
        kept.Add(outcome);
        kept.Add(credential);
        kept.Sha256(hash);
    }

    public static byte[] OfFeedback(ReadOnlySpan<byte> content, Guid receipt, string code, string organisation, string action, long at, string credential)
    {
        using var kept = Begin(content, "feedback");
        Span<byte> bytes = stackalloc byte[16];
        receipt.TryWriteBytes(bytes, bigEndian: true, out _);
        kept.Add(bytes);
        kept.Add(code);
        kept.Add(organisation);
        kept.Add(action);
        kept.Add(at);
        kept.Add(credential);
        return kept.Sha256();
    }

    /// <summary>Digest of what may be erased of an event, or of feedback.</summary>
    public static byte[] EventContent(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload)
    {
        using var content = new FieldBytes();
        content.Add(salt);
        content.Add(payload);
        return content.Sha256();
    }

    /// <summary>Digest of what may be erased of a receipt.</summary>
    public static byte[] ReceiptContent(ReadOnlySpan<byte> salt, string? businessNumber, string? requestId, byte[]? requestHash, ReadOnlySpan<byte> payload)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        ReceiptContent(salt, businessNumber, requestId, requestHash, payload, hash);
        return hash;
    }

    /// <summary>As the other, into <paramref name="hash"/>.</summary>
    public static void ReceiptContent(ReadOnlySpan<byte> salt, string? businessNumber, string? requestId, byte[]? requestHash, ReadOnlySpan<byte> payload, Span<byte> hash)
    {
        using var content = new FieldBytes();
        content.Add(salt);
        content.Add(businessNumber);
        content.Add(requestId);
        content.AddOrAbsent(requestHash);
        content.Add(payload);
        content.Sha256(hash);
    }

    /// <summary>The same where the business number stays apart: of what is left of it (<see cref="NumberDigest"/>), and of the rest.</summary>
    public static byte[] NumberedContent(ReadOnlySpan<byte> number, ReadOnlySpan<byte> rest)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        NumberedContent(number, rest, hash);
        return hash;
    }

    /// <summary>As the other, into <paramref name="hash"/>, which may be where <paramref name="rest"/> is.</summary>
    public static void NumberedContent(ReadOnlySpan<byte> number, ReadOnlySpan<byte> rest, Span<byte> hash)
    {
        using var content = new FieldBytes();
        content.Add(number);
        content.Add(rest);
        content.Sha256(hash);
    }

    /// <summary>Digest of what may be erased of a receipt but for its business number, into <paramref name="hash"/>.</summary>
    public static void ReceiptRest(ReadOnlySpan<byte> salt, string? requestId, byte[]? requestHash, ReadOnlySpan<byte> payload, Span<byte> hash)
    {
        using var rest = new FieldBytes();
        rest.Add(salt);
        rest.Add(requestId);
        rest.AddOrAbsent(requestHash);
        rest.Add(payload);
        rest.Sha256(hash);
    }

    public static byte[] OfDeclaration(ReadOnlySpan<byte> content, string kind, long at, string organisation, string credential)
    {
        using var kept = Begin(content, "declaration");
        kept.Add(kind);
        kept.Add(at);
        kept.Add(organisation);
        kept.Add(credential);
        return kept.Sha256();
    }

    private static FieldBytes Begin(ReadOnlySpan<byte> content, string table)
    {
        var kept = new FieldBytes();
        kept.Add([WholeRow]);
        kept.Add(content);
        kept.Add(table);
        return kept;
    }

    private static byte[] Pair(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        const int MostOnStack = 1_024;
        var length = first.Length + second.Length;
        var both = length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[length];
        first.CopyTo(both);
        second.CopyTo(both[first.Length..]);
        return SHA256.HashData(both[..length]);
    }
}

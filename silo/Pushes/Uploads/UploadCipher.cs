using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Encrypts the frames of one upload file under a key of its own.</summary>
/// <remarks>
/// A frame is: length (4), nonce prefix (8), ciphertext, tag (16). Its nonce is the prefix and its index, so no frame fits another place, and an index
/// that is written again after a torn end gets another prefix: a nonce never serves twice. The last frame of a finished file binds the upload's lasting
/// name and its length, so a cut is noticed.
/// </remarks>
internal sealed class UploadCipher(AesGcm aes, Guid upload) : IDisposable
{
    /// <summary>Bytes of content in a full frame.</summary>
    public const int FrameBytes = 64 * 1024;

    public const int PrefixBytes = 8;
    public const int LeadBytes = sizeof(int) + PrefixBytes;
    public const int TagBytes = 16;

    /// <summary>Bytes of a frame beside its content.</summary>
    public const int Overhead = LeadBytes + TagBytes;

    /// <summary>Bytes of the frame that ends a finished file: its content is the length of the upload.</summary>
    public const int EndBytes = Overhead + sizeof(long);

    // No data frame gets here: the largest upload has 64 GiB, a million frames unless every connection brought less.
    private const uint EndIndex = uint.MaxValue;
    private const int NonceBytes = PrefixBytes + sizeof(uint);

    /// <summary>Writes a frame of the content to the start of a buffer.</summary>
    /// <returns>Bytes of the frame.</returns>
    public int Seal(uint index, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> content, Span<byte> frame) => Seal(upload, index, prefix, content, frame);

    /// <summary>False when the frame was altered, or is not the one of this place.</summary>
    public bool TryOpen(uint index, ReadOnlySpan<byte> frame, Span<byte> content) => TryOpen(upload, index, frame, content);

    public int SealEnd(Guid lasting, ReadOnlySpan<byte> prefix, long length, Span<byte> frame)
    {
        Span<byte> content = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(content, length);
        return Seal(lasting, EndIndex, prefix, content, frame);
    }

    /// <summary>Length of the upload; null when the frame does not end this upload.</summary>
    public long? OpenEnd(Guid lasting, ReadOnlySpan<byte> frame)
    {
        Span<byte> content = stackalloc byte[sizeof(long)];
        return TryOpen(lasting, EndIndex, frame, content) ? BinaryPrimitives.ReadInt64BigEndian(content) : null;
    }

    public static int ContentOf(ReadOnlySpan<byte> lead) => BinaryPrimitives.ReadInt32BigEndian(lead);

    public void Dispose() => aes.Dispose();

    private int Seal(Guid name, uint index, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> content, Span<byte> frame)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        prefix.CopyTo(frame[sizeof(int)..]);
        Span<byte> bound = stackalloc byte[NonceBytes + 16];
        Bind(bound, name, index, prefix);
        aes.Encrypt(bound[..NonceBytes], content, frame.Slice(LeadBytes, content.Length), frame.Slice(LeadBytes + content.Length, TagBytes), bound);
        return content.Length + Overhead;
    }

    private bool TryOpen(Guid name, uint index, ReadOnlySpan<byte> frame, Span<byte> content)
    {
        Span<byte> bound = stackalloc byte[NonceBytes + 16];
        Bind(bound, name, index, frame.Slice(sizeof(int), PrefixBytes));
        try
        {
            aes.Decrypt(bound[..NonceBytes], frame[LeadBytes..^TagBytes], frame[^TagBytes..], content, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The nonce, and after it the name: together what a frame is bound to.</summary>
    private static void Bind(Span<byte> bound, Guid name, uint index, ReadOnlySpan<byte> prefix)
    {
        prefix.CopyTo(bound);
        BinaryPrimitives.WriteUInt32BigEndian(bound[PrefixBytes..], index);
        name.TryWriteBytes(bound[NonceBytes..], bigEndian: true, out _);
    }
}

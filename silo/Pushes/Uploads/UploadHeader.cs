using System.Security.Cryptography;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>The start of an upload file: which key, and the salt that makes it this file's own.</summary>
/// <param name="Upload">Name under which it arrived; every frame is bound to it.</param>
internal sealed record UploadHeader(Guid Key, Guid Upload, byte[] Salt)
{
    /// <summary>Bytes of a header: mark and version, key, upload, salt.</summary>
    public const int Size = 8 + 16 + 16 + SaltBytes;

    private const int SaltBytes = 32;

    private static ReadOnlySpan<byte> Mark => "CGUPLD01"u8;

    private static ReadOnlySpan<byte> Purpose => "creditgate upload 1"u8;

    public static UploadHeader New(ContentKey key, Guid upload) => new(key.Id, upload, RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Null when the bytes are no header.</summary>
    public static UploadHeader? Read(ReadOnlySpan<byte> bytes) => bytes.Length == Size && bytes.StartsWith(Mark)
        ? new UploadHeader(new Guid(bytes[8..24], bigEndian: true), new Guid(bytes[24..40], bigEndian: true), bytes[40..].ToArray())
        : null;

    public byte[] ToBytes() => [.. Mark, .. Key.ToByteArray(bigEndian: true), .. Upload.ToByteArray(bigEndian: true), .. Salt];

    /// <exception cref="InvalidDataException">The key is gone.</exception>
    public UploadCipher Cipher(ContentKeys keys) => new(keys.Find(Key).Derive(Salt, Purpose), Upload);
}

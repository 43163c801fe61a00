using System.Security.Cryptography;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Encrypts small payloads that belong to an upload: key id (16), nonce (12), ciphertext, tag (16), bound to the upload.</summary>
internal sealed class SealedLines(ContentKeys keys)
{
    private const int KeyBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int LeadBytes = KeyBytes + NonceBytes;

    private static ReadOnlySpan<byte> Purpose => "creditgate line 1"u8;

    public byte[] Seal(Guid upload, ReadOnlySpan<byte> content)
    {
        var key = keys.Newest();
        Span<byte> name = stackalloc byte[16];
        upload.TryWriteBytes(name, bigEndian: true, out _);
        var result = new byte[LeadBytes + content.Length + TagBytes];
        key.Id.TryWriteBytes(result, bigEndian: true, out _);
        RandomNumberGenerator.Fill(result.AsSpan(KeyBytes, NonceBytes));
        using var aes = key.Derive(name, Purpose);
        aes.Encrypt(result.AsSpan(KeyBytes, NonceBytes), content, result.AsSpan(LeadBytes, content.Length), result.AsSpan(LeadBytes + content.Length), name);
        return result;
    }

    /// <exception cref="InvalidDataException">It was altered, or its key is gone.</exception>
    public byte[] Unseal(Guid upload, ReadOnlySpan<byte> content)
    {
        if (content.Length < LeadBytes + TagBytes)
        {
            throw new InvalidDataException("A line of a push is cut.");
        }

        Span<byte> name = stackalloc byte[16];
        upload.TryWriteBytes(name, bigEndian: true, out _);
        var plain = new byte[content.Length - LeadBytes - TagBytes];
        using var aes = keys.Find(new Guid(content[..KeyBytes], bigEndian: true)).Derive(name, Purpose);
        try
        {
            aes.Decrypt(content[KeyBytes..LeadBytes], content[LeadBytes..^TagBytes], content[^TagBytes..], plain, name);
        }
        catch (AuthenticationTagMismatchException altered)
        {
            throw new InvalidDataException("A line of a push was altered.", altered);
        }

        return plain;
    }
}

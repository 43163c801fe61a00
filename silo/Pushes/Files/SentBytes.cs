using System.Security.Cryptography;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>The bytes as they were sent: counted and hashed as they pass.</summary>
internal sealed class SentBytes(Stream source) : PassingStream(source)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    /// <summary>Of all bytes so far, lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    protected override void Passed(ReadOnlySpan<byte> bytes)
    {
        Count += bytes.Length;
        _hash.AppendData(bytes);
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}

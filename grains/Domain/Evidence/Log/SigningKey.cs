using System.Security.Cryptography;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>A private key with its algorithm.</summary>
public sealed class SigningKey
{
    private readonly byte[] _private;

    /// <param name="privateKey">PKCS #8.</param>
    /// <exception cref="CryptographicException">This is no private key of the algorithm.</exception>
    public SigningKey(SigningAlgorithm algorithm, byte[] privateKey)
    {
        _private = privateKey;
        Public = new PublicKey(algorithm, algorithm.PublicKeyOf(privateKey));
    }

    public PublicKey Public { get; }

    public byte[] Sign(byte[] data) => Public.Algorithm.Sign(_private, data);
}

/// <summary>What anybody may have to check signatures with.</summary>
/// <param name="Bytes">SubjectPublicKeyInfo.</param>
public sealed record PublicKey(SigningAlgorithm Algorithm, byte[] Bytes)
{
    public const int IdLength = 4;

    private const string Label = "PUBLIC KEY";

    /// <summary>As signed notes name a key.</summary>
    public byte[] Id { get; } = SHA256.HashData(Bytes)[..IdLength];

    public string Pem => PemEncoding.WriteString(Label, Bytes);

    public bool Verify(byte[] data, byte[] signature) => Algorithm.Verify(Bytes, data, signature);

    /// <summary>The keys in a PEM text, once for every algorithm that may be meant.</summary>
    public static IEnumerable<PublicKey> ReadAll(string pem)
    {
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label] == Label)
            {
                var bytes = Convert.FromBase64String(rest[fields.Base64Data]);
                foreach (var algorithm in SigningAlgorithm.All)
                {
                    yield return new PublicKey(algorithm, bytes);
                }
            }
        }
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>How checkpoints are signed. Another algorithm, such as SM2 with SM3, is another of these and a line in <see cref="All"/>: checkpoints name theirs.</summary>
public abstract class SigningAlgorithm
{
    public static readonly SigningAlgorithm EcdsaP256 = new EcdsaP256();

    public static ImmutableArray<SigningAlgorithm> All { get; } = [EcdsaP256];

    /// <summary>As checkpoints name it.</summary>
    public abstract string Name { get; }

    public static SigningAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>A new private key, as PKCS #8.</summary>
    public abstract byte[] NewPrivateKey();

    /// <summary>The public half, as SubjectPublicKeyInfo.</summary>
    /// <exception cref="CryptographicException">This is no private key of this algorithm.</exception>
    public abstract byte[] PublicKeyOf(byte[] privateKey);

    public abstract byte[] Sign(byte[] privateKey, byte[] data);

    /// <summary>False for a public key of another kind too.</summary>
    public abstract bool Verify(byte[] publicKey, byte[] data, byte[] signature);
}

/// <summary>ECDSA over P-256 with SHA-256; signatures are ASN.1 DER, as signed notes have them.</summary>
internal sealed class EcdsaP256 : SigningAlgorithm
{
    public override string Name => "ecdsa-p256-sha256";

    public override byte[] NewPrivateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    public override byte[] PublicKeyOf(byte[] privateKey)
    {
        using var key = Private(privateKey);
        return key.ExportSubjectPublicKeyInfo();
    }

    public override byte[] Sign(byte[] privateKey, byte[] data)
    {
        using var key = Private(privateKey);
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public override bool Verify(byte[] publicKey, byte[] data, byte[] signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
        }
        catch (CryptographicException)
        {
            return false;
        }

        return key.KeySize == 256 && key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static ECDsa Private(byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key;
    }
}

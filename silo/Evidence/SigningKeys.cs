using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Silo.Hosting;

namespace CreditGate.Silo.Evidence;

/// <summary>The keys that checkpoints are signed with, in a file of the keys directory. The last one signs; the others are kept for their public halves.</summary>
/// <remarks>Several services may share the file. Whoever has it can sign another history, so it must not lie with the database; a lost one is replaced by a new one.</remarks>
public sealed class SigningKeys(string directory)
{
    public const string FileName = "checkpoint-keys.json";

    private readonly string _path = Path.Combine(Path.GetFullPath(directory), FileName);
    private readonly Lock _lock = new();
    private ImmutableArray<SigningKey> _keys = [];

    /// <summary>The key that signs, made when there is none.</summary>
    /// <exception cref="KeysUnusableException">The file is damaged or open to others.</exception>
    public SigningKey Current() => All()[^1];

    /// <summary>Every key, oldest first; at least one.</summary>
    /// <exception cref="KeysUnusableException">The file is damaged or open to others.</exception>
    public ImmutableArray<SigningKey> All()
    {
        lock (_lock)
        {
            if (_keys.IsEmpty)
            {
                EnsureFirst();
                _keys = Read();
            }

            return _keys;
        }
    }

    private void EnsureFirst()
    {
        if (!File.Exists(_path))
        {
            var algorithm = SigningAlgorithm.EcdsaP256;
            OwnerOnly.CreateDirectory(Path.GetDirectoryName(_path)!);
            OwnerOnly.WriteFirst(_path, JsonSerializer.SerializeToUtf8Bytes<KeptKey[]>([new(algorithm.Name, algorithm.NewPrivateKey())], JsonSerializerOptions.Web));
        }
    }

    private ImmutableArray<SigningKey> Read()
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(_path).HasFlag(UnixFileMode.OtherRead))
        {
            throw new KeysUnusableException($"Everybody on this machine may read '{_path}': make it its owner's alone (chmod 600).");
        }

        try
        {
            var kept = JsonSerializer.Deserialize<KeptKey[]>(File.ReadAllBytes(_path), JsonSerializerOptions.Web);
            return kept is { Length: > 0 }
                ? [.. kept.Select(key => new SigningKey(SigningAlgorithm.Find(key.Algorithm) ?? throw new JsonException($"Unknown algorithm {key.Algorithm}."), key.Key))]
                : throw new JsonException("There is no key in it.");
        }
        catch (Exception damaged) when (damaged is JsonException or CryptographicException)
        {
            throw new KeysUnusableException($"'{_path}' holds no usable signing keys: bring it back from a backup, or move it away for a new one.", damaged);
        }
    }

    /// <param name="Key">PKCS #8.</param>
    private sealed record KeptKey(string Algorithm, byte[] Key);
}

/// <summary>Nothing can be signed with what is in the keys directory.</summary>
public sealed class KeysUnusableException(string message, Exception? cause = null) : IOException(message, cause);

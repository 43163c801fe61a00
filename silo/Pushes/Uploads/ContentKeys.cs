using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Silo.Hosting;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>The keys under which uploads are encrypted. Files name the key they were written with, so a new one can be added at any time.</summary>
/// <remarks>
/// One JSON file, outside the data directory, so that a copy of the data says nothing. Losing it loses unfinished pushes and rejected rows, no record.
/// Several services may share it.
/// </remarks>
internal sealed class ContentKeys
{
    private const string FileName = "content-keys.json";

    private readonly string _path;
    private readonly Lock _lock = new();
    private ImmutableArray<ContentKey> _keys;

    private ContentKeys(string path, ImmutableArray<ContentKey> keys) => (_path, _keys) = (path, keys);

    /// <summary>The file that holds them.</summary>
    public string Path => _path;

    /// <summary>Reads the keys, if there are any yet. The first is made when something is first encrypted.</summary>
    /// <exception cref="KeysRefusedException">The directory lies within the data, or the file is not usable.</exception>
    public static ContentKeys In(string directory, DataDirectory data)
    {
        if (directory.Length == 0)
        {
            throw new KeysRefusedException("There is no place for the content keys: name a directory with --keys or CREDITGATE_KEYS.");
        }

        if (IsWithin(Resolved(directory), Resolved(data.Root)))
        {
            throw new KeysRefusedException(
                $"The keys directory '{System.IO.Path.GetFullPath(directory)}' lies inside the data directory '{data.Root}': a copy of the data would carry its keys. Name another with --keys.");
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(directory), FileName);
        return new ContentKeys(path, Read(path));
    }

    /// <summary>Encrypts what is written from now on.</summary>
    public ContentKey Newest()
    {
        lock (_lock)
        {
            if (_keys.IsEmpty)
            {
                _keys = MakeFirst();
            }

            return _keys[^1];
        }
    }

    /// <summary>All keys in the order of the file.</summary>
    /// <param name="isFirst">Make one when there is none.</param>
    public byte[][] Secrets(bool isFirst)
    {
        if (isFirst)
        {
            Newest();
        }

        lock (_lock)
        {
            return [.. _keys.Select(static key => key.Secret)];
        }
    }

    /// <exception cref="InvalidDataException">The key is gone.</exception>
    public ContentKey Find(Guid id)
    {
        lock (_lock)
        {
            _keys = _keys.Any(key => key.Id == id) ? _keys : Read(_path);
            return _keys.FirstOrDefault(key => key.Id == id) ?? throw new InvalidDataException($"Content key {id:N} is not in '{_path}'.");
        }
    }

    /// <summary>Another service may be making the first key of the same directory: whoever is first wins.</summary>
    private ImmutableArray<ContentKey> MakeFirst()
    {
        OwnerOnly.CreateDirectory(System.IO.Path.GetDirectoryName(_path)!);
        OwnerOnly.WriteFirst(_path, JsonSerializer.SerializeToUtf8Bytes<ContentKey[]>([ContentKey.New()], JsonSerializerOptions.Web));
        return Read(_path);
    }

    private static ImmutableArray<ContentKey> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead))
        {
            throw new KeysRefusedException($"Everybody on this machine may read '{path}': make it its owner's alone (chmod 600).");
        }

        try
        {
            return JsonSerializer.Deserialize<ContentKey[]>(File.ReadAllBytes(path), JsonSerializerOptions.Web) is { Length: > 0 } keys && keys.All(static key => key.IsWhole)
                ? [.. keys]
                : throw new JsonException();
        }
        catch (JsonException damaged)
        {
            throw new KeysRefusedException($"'{path}' holds no usable content keys: bring it back from a backup.", damaged);
        }
    }

    private static bool IsWithin(string path, string root) => (path + System.IO.Path.DirectorySeparatorChar).StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Resolved(string directory)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }
}

/// <param name="Secret">256 random bits.</param>
internal sealed record ContentKey(Guid Id, byte[] Secret)
{
    private const int SecretBytes = 32;

    public bool IsWhole => Secret is { Length: SecretBytes };

    public static ContentKey New() => new(new Guid(RandomNumberGenerator.GetBytes(16)), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A key for one purpose alone.</summary>
    public AesGcm Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose)
    {
        Span<byte> derived = stackalloc byte[SecretBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret, derived, salt, purpose);
        return new AesGcm(derived, AesGcm.TagByteSizes.MaxSize);
    }
}

/// <summary>The start is refused because of the content keys.</summary>
internal sealed class KeysRefusedException(string message, Exception? cause = null) : IOException(message, cause);

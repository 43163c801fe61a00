using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Domain.Identity;

/// <summary>
/// Keyed tags of persons under a chain of secrets, HMAC-SHA256. Version 1 tags the number; version n tags the tag of
/// version n - 1. So rotation re-tags stored rows without knowing any number, and whoever holds the rows and every
/// secret but the newest still cannot try numbers.
/// </summary>
/// <remarks>Every secret since version 1 is needed for ever: losing one loses the way from numbers to tags.</remarks>
/// <param name="secrets">At index i the secret of version i + 1, at least 32 random bytes each, all different. Copied.</param>
public sealed class PersonTags(ImmutableArray<byte[]> secrets)
{
    private const int MinSecretBytes = 32;

    private readonly ImmutableArray<byte[]> _secrets = Checked(secrets);

    public int CurrentVersion => _secrets.Length;

    public byte[] TagOf(CitizenId id) => TagOfAt(id, CurrentVersion);

    /// <exception cref="ArgumentOutOfRangeException">No secret has this version.</exception>
    public byte[] TagOfAt(CitizenId id, int version) => FromClear($"id:{id.Value}", version);

    /// <summary>The tag of a name, bound to the number: equal names of two persons have unequal tags.</summary>
    public byte[] NameTagOf(CitizenId id, PersonName name) => NameTagOfAt(id, name, CurrentVersion);

    /// <exception cref="ArgumentOutOfRangeException">No secret has this version.</exception>
    public byte[] NameTagOfAt(CitizenId id, PersonName name, int version) => FromClear($"name:{id.Value}:{name.Value}", version);

    /// <summary>Whether a name tag of the current version is that of this person under this name. In constant time.</summary>
    public bool NameMatches(byte[] stored, CitizenId id, PersonName name) => NameMatchesAt(stored, id, name, CurrentVersion);

    /// <exception cref="ArgumentOutOfRangeException">No secret has this version.</exception>
    public bool NameMatchesAt(byte[] stored, CitizenId id, PersonName name, int version) =>
        CryptographicOperations.FixedTimeEquals(stored, NameTagOfAt(id, name, version));

    /// <summary>A keyed digest of something that names a person, under the first secret: it stays the same when secrets rotate.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secrets[0]);
        hmac.AppendData("seal:"u8);
        hmac.AppendData(content);
        return hmac.GetHashAndReset();
    }

    /// <summary>Takes a tag of a number or of a name from an older version to a newer one. There is no way back.</summary>
    /// <exception cref="ArgumentException">Not a tag.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A version without a secret, or one before <paramref name="fromVersion"/>.</exception>
    public byte[] Retag(byte[] tag, int fromVersion, int toVersion)
    {
        if (tag.Length != HMACSHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"A tag has {HMACSHA256.HashSizeInBytes} bytes, this one has {tag.Length}.", nameof(tag));
        }

        ThrowIfUnknown(fromVersion);
        ThrowIfUnknown(toVersion);
        ArgumentOutOfRangeException.ThrowIfLessThan(toVersion, fromVersion);
        return Chain(tag, fromVersion, toVersion);
    }

    private byte[] FromClear(string text, int version)
    {
        ThrowIfUnknown(version);
        return Chain(HMACSHA256.HashData(_secrets[0], Encoding.UTF8.GetBytes(text)), 1, version);
    }

    private byte[] Chain(byte[] tag, int fromVersion, int toVersion)
    {
        for (var version = fromVersion + 1; version <= toVersion; version++)
        {
            tag = HMACSHA256.HashData(_secrets[version - 1], tag);
        }

        return tag;
    }

    private void ThrowIfUnknown(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, CurrentVersion);
    }

    private static ImmutableArray<byte[]> Checked(ImmutableArray<byte[]> secrets)
    {
        if (secrets.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"Person tags need a secret: give version 1 at least {MinSecretBytes} random bytes.", nameof(secrets));
        }

        for (var i = 0; i < secrets.Length; i++)
        {
            if (secrets[i].Length < MinSecretBytes)
            {
                throw new ArgumentException($"The secret of version {i + 1} has {secrets[i].Length} bytes: give at least {MinSecretBytes} random bytes.", nameof(secrets));
            }

            if (secrets.Take(i).Any(secrets[i].SequenceEqual))
            {
                throw new ArgumentException($"The secret of version {i + 1} repeats an earlier one: give each version its own.", nameof(secrets));
            }
        }

        return [.. secrets.Select(static secret => secret.ToArray())];
    }
}

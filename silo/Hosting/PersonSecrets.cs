using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Ledger.Sqlite;

namespace CreditGate.Silo.Hosting;

/// <summary>The chain of secrets under which ID numbers are tagged, in a file of its own with owner-only rights.</summary>
/// <remarks>Losing it makes every person unfindable: back it up, apart from the database. The newest secret alone guards the tags.</remarks>
internal static class PersonSecrets
{
    public const string FileName = "person-secrets.json";

    private const int SecretBytes = 32;

    /// <summary>For a ledger in the data directory.</summary>
    public static PersonTags Load(DataDirectory directory, bool rotate) => Load(PathIn(directory), rotate, () => PersonTable.HasAny(directory.LedgerPath));

    /// <param name="rotate">Adds a secret: <see cref="FinishRotation"/> then re-tags every person, and identities stay.</param>
    /// <param name="ledgerHoldsPersons">Asked only when there are no secrets yet.</param>
    public static PersonTags Load(string path, bool rotate, Func<bool> ledgerHoldsPersons)
    {
        ImmutableArray<byte[]> secrets = File.Exists(path) ? Read(path) : [];
        if (secrets.IsEmpty && ledgerHoldsPersons())
        {
            throw new PersonSecretsMissingException(path);
        }

        if (secrets.IsEmpty || rotate)
        {
            Write(path, secrets.Add(RandomNumberGenerator.GetBytes(SecretBytes)));
        }

        return new PersonTags(Read(path));
    }

    /// <summary>
    /// Re-tags whoever stands under an older secret. Run at every start, it finishes what a crash interrupted,
    /// and brings a ledger restored from before several rotations up to the newest.
    /// </summary>
    public static async Task<int> FinishRotation(PersonTags tags, IPersonIndex index)
    {
        var (newest, retagged) = (tags.CurrentVersion, 0);
        for (var version = 1; version < newest; version++)
        {
            var from = version;
            retagged += await index.Retag(from, newest, tag => tags.Retag(tag, from, newest));
        }

        return retagged;
    }

    /// <summary>Adds a secret that nobody uses yet, so that every node of a cluster can have it before the first begins to.</summary>
    /// <exception cref="IOException">There are none to be added to.</exception>
    public static void Add(string path)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"'{path}' is missing: name the keys directory of a node with --keys, or that of a node by itself with --data.");
        }

        Write(path, Read(path).Add(RandomNumberGenerator.GetBytes(SecretBytes)));
    }

    /// <summary>The secrets, the oldest first.</summary>
    public static ImmutableArray<byte[]> Read(string path) => [.. JsonSerializer.Deserialize<byte[][]>(File.ReadAllBytes(path))!];

    public static string PathIn(DataDirectory directory) => Path.Combine(directory.Root, FileName);

    private static void Write(string path, ImmutableArray<byte[]> secrets) => OwnerOnly.Write(path, JsonSerializer.SerializeToUtf8Bytes(secrets.ToArray()));
}

/// <summary>The ledger knows persons, and the secrets of their tags are gone: with new ones nobody would be found again, in silence.</summary>
internal sealed class PersonSecretsMissingException(string path)
    : IOException($"The ledger holds persons, but '{path}' is missing: without it none of them can be found. Put the file back from its own backup, or copy it from another node.");

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.Silo.Hosting;

/// <summary>The chain of secrets under which ID numbers are tagged, in a file of its own with owner-only rights.</summary>
/// <remarks>Losing it makes every person unfindable: back it up, apart from the database. The newest secret alone guards the tags.</remarks>
internal static class PersonSecrets
{
    private const int SecretBytes = 32;

    /// <param name="rotate">Adds a secret: <see cref="FinishRotation"/> then re-tags every person, and identities stay.</param>
    public static PersonTags Load(DataDirectory directory, bool rotate)
    {
        var path = PathIn(directory);
        ImmutableArray<byte[]> secrets = File.Exists(path) ? Read(path) : [];
        if (secrets.IsEmpty || rotate)
        {
            Write(path, secrets.Add(RandomNumberGenerator.GetBytes(SecretBytes)));
        }

        return new PersonTags(Read(path));
    }

    /// <summary>Re-tags whoever still stands under the secret before the newest. Run at every start, it finishes what a crash interrupted.</summary>
    public static Task<int> FinishRotation(PersonTags tags, IPersonIndex index)
    {
        var newest = tags.CurrentVersion;
        return newest == 1 ? Task.FromResult(0) : index.Retag(newest - 1, newest, tag => tags.Retag(tag, newest - 1, newest));
    }

    private static string PathIn(DataDirectory directory) => Path.Combine(directory.Root, "person-secrets.json");

    private static ImmutableArray<byte[]> Read(string path) => [.. JsonSerializer.Deserialize<byte[][]>(File.ReadAllBytes(path))!];

    private static void Write(string path, ImmutableArray<byte[]> secrets) => OwnerOnly.Write(path, JsonSerializer.SerializeToUtf8Bytes(secrets.ToArray()));
}

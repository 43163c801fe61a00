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

    public static PersonTags Load(DataDirectory directory)
    {
        var path = PathIn(directory);
        if (!File.Exists(path))
        {
            Write(path, [RandomNumberGenerator.GetBytes(SecretBytes)]);
        }

        return new PersonTags(Read(path));
    }

    /// <summary>Adds a secret and re-tags every person; identities stay. Interrupted, it is finished by the next start.</summary>
    /// <returns>How many persons were re-tagged.</returns>
    public static async Task<int> Rotate(DataDirectory directory, IPersonIndex index)
    {
        var path = PathIn(directory);
        Write(path, Read(path).Add(RandomNumberGenerator.GetBytes(SecretBytes)));
        return await FinishRotation(new PersonTags(Read(path)), index);
    }

    /// <summary>Re-tags whoever still stands under the secret before the newest.</summary>
    public static Task<int> FinishRotation(PersonTags tags, IPersonIndex index)
    {
        var newest = tags.CurrentVersion;
        return newest == 1 ? Task.FromResult(0) : index.Retag(newest - 1, newest, tag => tags.Retag(tag, newest - 1, newest));
    }

    private static string PathIn(DataDirectory directory) => Path.Combine(directory.Root, "person-secrets.json");

    private static ImmutableArray<byte[]> Read(string path) => [.. JsonSerializer.Deserialize<byte[][]>(File.ReadAllBytes(path))!];

    /// <summary>Written beside and moved into place, so that a crash leaves the old file or the new one, whole.</summary>
    private static void Write(string path, ImmutableArray<byte[]> secrets)
    {
        var beside = path + ".new";
        using (var file = OwnerOnly.Create(beside))
        {
            JsonSerializer.Serialize(file, secrets.ToArray());
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}

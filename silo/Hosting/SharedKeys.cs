using CreditGate.Domain.Identity;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Pushes.Uploads;

namespace CreditGate.Silo.Hosting;

/// <summary>Keys of nodes that share a ledger: both files lie in the keys directory and are the same everywhere; the ledger keeps their fingerprints.</summary>
internal static class SharedKeys
{
    /// <summary>Makes the keys on the first node that ever starts, and refuses a node that has others.</summary>
    /// <param name="rotate">Adds a person secret here. A running node reads its own file anew when it needs it; without it there, whoever is not found is an error.</param>
    /// <exception cref="IOException">The keys are missing or are not the ledger's; the message says what to copy.</exception>
    public static PersonTags Load(ContentKeys content, string keysDirectory, DataDirectory data, bool rotate, string connectionString)
    {
        OwnerOnly.CreateDirectory(keysDirectory);
        var path = PathIn(keysDirectory);
        BringFrom(PersonSecrets.PathIn(data), path);
        using var ledger = LedgerKeys.Take(connectionString);
        var tags = PersonSecrets.Load(path, rotate, () => ledger.Knows(LedgerKeys.Person) || PostgresPersonIndex.HasAny(connectionString));
        ledger.Hold(LedgerKeys.Person, PersonSecrets.Read(path), path);
        ledger.Hold(LedgerKeys.Content, content.Secrets(isFirst: !ledger.Knows(LedgerKeys.Content)), content.Path);
        ledger.Commit();
        return tags;
    }

    /// <summary>The person secrets as they lie with this node now, which may have come while it runs.</summary>
    /// <exception cref="IOException">They are not the ledger's; the message says what to copy.</exception>
    public static PersonTags Read(string keysDirectory, string connectionString)
    {
        var path = PathIn(keysDirectory);
        var secrets = PersonSecrets.Read(path);
        using var ledger = LedgerKeys.Take(connectionString);
        ledger.Hold(LedgerKeys.Person, secrets, path);
        ledger.Commit();
        return new PersonTags(secrets);
    }

    public static string PathIn(string keysDirectory) => Path.Combine(Path.GetFullPath(keysDirectory), PersonSecrets.FileName);

    /// <summary>A node that ran by itself kept its person secrets with its data.</summary>
    private static void BringFrom(string before, string path)
    {
        if (File.Exists(before) && !File.Exists(path))
        {
            OwnerOnly.WriteFirst(path, File.ReadAllBytes(before));
        }
    }
}

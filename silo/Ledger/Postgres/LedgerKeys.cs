using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Silo.Migrations;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>The fingerprints of the keys that all nodes of a ledger share. One node at a time looks at them and adds to them.</summary>
internal sealed class LedgerKeys : IDisposable
{
    public const string Person = "person";
    public const string Content = "content";

    /// <summary>Excludes those who enter persons: they take it shared.</summary>
    public const string Lock = "hashtextextended('creditgate keys', 0)";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _turn;

    private LedgerKeys(NpgsqlConnection connection) => (_connection, _turn) = (connection, connection.BeginTransaction());

    /// <summary>Waits for the turn, upgrading the schema first.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public static LedgerKeys Take(string connectionString)
    {
        PostgresSchema.Upgrade(connectionString);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            var keys = new LedgerKeys(connection);
            keys.Run($"SELECT pg_advisory_xact_lock({Lock})");
            return keys;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether a node has registered keys of a purpose.</summary>
    public bool Knows(string purpose) => Registered(purpose).Count > 0;

    /// <summary>Compares a node's keys with the ledger's and registers those that are new. Counts once <see cref="Commit"/> is called.</summary>
    /// <param name="path">The node's file of these keys.</param>
    /// <exception cref="OtherKeysException">They are not the same.</exception>
    public void Hold(string purpose, IReadOnlyList<byte[]> secrets, string path)
    {
        var registered = Registered(purpose);
        var own = secrets.Select((secret, index) => FingerprintOf(purpose, index + 1, secret)).ToArray();
        foreach (var (version, fingerprint) in registered)
        {
            if (version > own.Length || !own[version - 1].AsSpan().SequenceEqual(fingerprint))
            {
                throw new OtherKeysException(path, version, isMissing: version > own.Length);
            }
        }

        for (var version = registered.Count + 1; version <= own.Length; version++)
        {
            Run("INSERT INTO key_fingerprint (purpose, version, fingerprint) VALUES ($1, $2, $3)", purpose, version, own[version - 1]);
        }
    }

    public void Commit() => _turn.Commit();

    public void Dispose()
    {
        _turn.Dispose();
        _connection.Dispose();
    }

    private static byte[] FingerprintOf(string purpose, int version, byte[] secret)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, version);
        return SHA256.HashData([.. Encoding.UTF8.GetBytes($"creditgate fingerprint {purpose}\n"), .. number, .. secret]);
    }

    private SortedDictionary<int, byte[]> Registered(string purpose)
    {
        using var command = new NpgsqlCommand("SELECT version, fingerprint FROM key_fingerprint WHERE purpose = $1", _connection) { Parameters = { new() { Value = purpose } } };
        using var row = command.ExecuteReader();
        var registered = new SortedDictionary<int, byte[]>();
        while (row.Read())
        {
            registered.Add(row.GetInt32(0), row.Blob(1));
        }

        return registered;
    }

    private void Run(string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(Array.ConvertAll(values, static value => new NpgsqlParameter { Value = value }));
        command.ExecuteNonQuery();
    }
}

/// <summary>This node has other keys than the nodes that use the ledger: it would not find their persons, nor read their uploads.</summary>
internal sealed class OtherKeysException(string path, int version, bool isMissing)
    : IOException(
        $"'{path}' does not hold the keys of this ledger: key {version} {(isMissing ? "is missing" : "is another one")}. "
        + $"Mend it: copy {Path.GetFileName(path)} from the keys directory of a node that runs on this ledger to that place; a node that refused to start, start it again.");

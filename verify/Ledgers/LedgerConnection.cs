using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CreditGate.Verify.Ledgers;

/// <summary>Opens a ledger for reading alone: a SQLite file, or a PostgreSQL database by its connection string. All is read as of one moment.</summary>
internal sealed class LedgerConnection : IDisposable
{
    private const string OneMoment = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; BEGIN";

    private readonly DbConnection _connection;

    private LedgerConnection(DbConnection connection, string begin, string sequence)
    {
        _connection = connection;
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = begin;
        command.ExecuteNonQuery();
        Rows = new LedgerRows(connection, sequence);
    }

    public LedgerRows Rows { get; }

    /// <exception cref="DbException">It cannot be opened.</exception>
    public static LedgerConnection Open(string ledger) => File.Exists(ledger)
        ? new(
            new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ledger, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString),
            "PRAGMA query_only = ON; BEGIN",
            LedgerRows.ByPosition)
        : new(new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ledger) { Pooling = false }.ConnectionString), OneMoment, LedgerRows.BySequence);

    public void Dispose() => _connection.Dispose();
}

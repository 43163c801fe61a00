using CreditGate.Peers.Checks;
using Npgsql;

namespace CreditGate.Peers.Stores;

/// <summary>Status and receipts in tables; statements prepared; a commit for each receipt, which the server groups.</summary>
internal sealed class PostgresStore(NpgsqlDataSource source) : IStore
{
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS status (code text PRIMARY KEY, name text, established date, lists text[] NOT NULL, penalised date);
        CREATE TABLE IF NOT EXISTS receipt (id uuid PRIMARY KEY, at timestamptz NOT NULL, code text NOT NULL, matter text NOT NULL, outcome text NOT NULL, body bytea NOT NULL);
        """;

    private const string Upsert =
        """
        INSERT INTO status VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, established = excluded.established, lists = excluded.lists, penalised = excluded.penalised
        """;

    /// <param name="address">Connection string; its Maximum Pool Size counts, 32 by default.</param>
    public static async Task<PostgresStore> Open(string address)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address)
        {
            MaxPoolSize = address.Contains("Maximum Pool Size", StringComparison.OrdinalIgnoreCase) ? new NpgsqlConnectionStringBuilder(address).MaxPoolSize : 32,
            MaxAutoPrepare = 8,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
        });
        await using var command = source.CreateCommand(Tables);
        await command.ExecuteNonQueryAsync();
        return new PostgresStore(source);
    }

    public async ValueTask<Status> Find(string code)
    {
        await using var command = source.CreateCommand("SELECT name, established, lists, penalised FROM status WHERE code = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new Status(row.IsDBNull(0) ? null : row.GetString(0), Day(row, 1), row.GetFieldValue<string[]>(2), Day(row, 3))
            : Status.Unknown;
    }

    public async Task Keep(PeerReceipt receipt, byte[] json)
    {
        await using var command = source.CreateCommand("INSERT INTO receipt VALUES ($1, $2, $3, $4, $5, $6)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = receipt.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = receipt.At.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = receipt.Subject });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = receipt.Matter });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = receipt.Outcome });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = json });
        await command.ExecuteNonQueryAsync();
    }

    public async Task Enter(RowBody[] rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var subject in rows.GroupBy(static row => row.Subject.Uscc!))
        {
            var status = subject.Aggregate(await Find(subject.Key), static (known, row) => known.With(row));
            await using var command = new NpgsqlCommand(Upsert, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter { Value = subject.Key });
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)status.Name ?? DBNull.Value });
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)status.EstablishedOn ?? DBNull.Value });
            command.Parameters.Add(new NpgsqlParameter { Value = status.Lists });
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)status.PenalisedOn ?? DBNull.Value });
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}

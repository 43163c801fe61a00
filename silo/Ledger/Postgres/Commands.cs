using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Commands with their values by position, and rows by column number.</summary>
internal static class Commands
{
    public static NpgsqlBatch Then(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Take(values);
        batch.BatchCommands.Add(command);
        return batch;
    }

    public static async Task<int> Run(this NpgsqlConnection connection, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public static async Task<List<T>> All<T>(
        this NpgsqlConnection connection, Func<NpgsqlDataReader, T> row, string sql, object?[] values, CancellationToken cancellation = default)
    {
        await using var command = connection.With(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.Rows(row, cancellation).ConfigureAwait(false);
    }

    public static async Task<T?> First<T>(
        this NpgsqlConnection connection, Func<NpgsqlDataReader, T> row, string sql, object?[] values, CancellationToken cancellation = default)
    {
        var rows = await connection.All(row, sql, values, cancellation).ConfigureAwait(false);
        return rows is [var first, ..] ? first : default;
    }

    /// <summary>The rest of the current result.</summary>
    public static async Task<List<T>> Rows<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellation = default)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static byte[] Blob(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static byte[]? BlobOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Blob(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    /// <summary>One column of many rows, as an array to unnest.</summary>
    public static T[] Column<TRow, T>(this IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var index = 0; index < column.Length; index++)
        {
            column[index] = value(rows[index]);
        }

        return column;
    }

    private static NpgsqlCommand With(this NpgsqlConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Take(values);
        return command;
    }

    private static void Take(this NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}

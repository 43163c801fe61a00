using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>One prepared statement, kept for the life of its connection. Parameters and columns go by number; parameters count from 1.</summary>
/// <remarks>Straight on the native interface: a command object costs more than the row it writes.</remarks>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private const int MostOnStack = 512;

    private readonly sqlite3 _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
    private sqlite3_stmt? _prepared;

    private sqlite3_stmt Native => _prepared ??= Prepare();

    public Statement Bind(int parameter, long value) => Checked(raw.sqlite3_bind_int64(Native, parameter, value));

    public Statement Bind(int parameter, double value) => Checked(raw.sqlite3_bind_double(Native, parameter, value));

    public Statement Bind(int parameter, long? value) => value is { } known ? Bind(parameter, known) : Checked(raw.sqlite3_bind_null(Native, parameter));

    public Statement Bind(int parameter, string? value) => Checked(value switch
    {
        null => raw.sqlite3_bind_null(Native, parameter),
        { Length: <= MostOnStack / 3 } => BindShort(parameter, value),
        _ => raw.sqlite3_bind_text(Native, parameter, value),
    });

    public Statement Bind(int parameter, byte[]? value) =>
        Checked(value is null ? raw.sqlite3_bind_null(Native, parameter) : raw.sqlite3_bind_blob(Native, parameter, value));

    public Statement Bind(int parameter, ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(Native, parameter, value));

    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8) => Checked(raw.sqlite3_bind_text(Native, parameter, utf8));

    public Statement BindNull(int parameter) => Checked(raw.sqlite3_bind_null(Native, parameter));

    /// <summary>Runs to the end. Returns how many rows it changed.</summary>
    public int Run()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Number of the row that the connection last inserted.</summary>
    public long InsertedRow => raw.sqlite3_last_insert_rowid(_database);

    public T? First<T>(Func<Statement, T> row)
    {
        try
        {
            return Step() ? row(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public List<T> All<T>(Func<Statement, T> row)
    {
        try
        {
            var rows = new List<T>();
            while (Step())
            {
                rows.Add(row(this));
            }

            return rows;
        }
        finally
        {
            Reset();
        }
    }

    public long Int64(int column) => raw.sqlite3_column_int64(Native, column);

    public string Text(int column) => raw.sqlite3_column_text(Native, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(Native, column);

    public byte[] Blob(int column) => Span(column).ToArray();

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column);

    public void Dispose() => _prepared?.Dispose();

    // By way of the stack: most texts are keys, and a row has ten of them.
    private int BindShort(int parameter, string value)
    {
        Span<byte> utf8 = stackalloc byte[MostOnStack];
        return raw.sqlite3_bind_text(Native, parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    private bool IsNull(int column) => raw.sqlite3_column_type(Native, column) == raw.SQLITE_NULL;

    private sqlite3_stmt Prepare()
    {
        var code = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        SqliteException.ThrowExceptionForRC(code, _database);
        return prepared;
    }

    private bool Step()
    {
        var code = raw.sqlite3_step(Native);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }

        return code == raw.SQLITE_ROW;
    }

    // Its result repeats the error of the step, which was thrown then.
    private void Reset() => _ = raw.sqlite3_reset(Native);

    private Statement Checked(int code)
    {
        SqliteException.ThrowExceptionForRC(code, _database);
        return this;
    }
}

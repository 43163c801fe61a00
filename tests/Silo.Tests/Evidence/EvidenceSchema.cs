using System.Data.Common;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Tables and columns as the database itself has them, and how each may be altered.</summary>
public abstract class EvidenceSchema
{
    protected abstract string Columns { get; }

    /// <summary>Every column of every table; partitions are of the table that they are parts of.</summary>
    public IReadOnlyList<Column> Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Columns;
        using var rows = command.ExecuteReader();
        var columns = new List<Column>();
        while (rows.Read())
        {
            columns.Add(new Column(rows.GetString(0), rows.GetString(1), rows.GetString(2).ToUpperInvariant()));
        }

        return columns;
    }

    /// <summary>Another value than the column has.</summary>
    public abstract string Altered(Column column);

    public abstract string RandomId { get; }
}

/// <param name="Type">In capitals.</param>
public sealed record Column(string Table, string Name, string Type);

internal sealed class SqliteSchemaColumns : EvidenceSchema
{
    public override string RandomId => "randomblob(16)";

    protected override string Columns =>
        """
        SELECT sqlite_master.name, columns.name, columns.type FROM sqlite_master, pragma_table_info(sqlite_master.name) AS columns
        WHERE sqlite_master.type = 'table' AND sqlite_master.name NOT LIKE 'sqlite_%' ORDER BY 1, columns.cid
        """;

    public override string Altered(Column column) => column switch
    {
        { Type: "INTEGER" } => $"{column.Name} + 1000",
        { Type: "TEXT" } => $"COALESCE({column.Name}, '') || 'x'",
        { Type: "BLOB", Name: "id" or "receipt" } => RandomId,
        { Type: "BLOB" } => $"CAST(COALESCE({column.Name}, x'') || x'01' AS BLOB)",
        _ => throw new NotSupportedException($"Say how {column} is altered."),
    };
}

internal sealed class PostgresSchemaColumns : EvidenceSchema
{
    public override string RandomId => "gen_random_uuid()";

    protected override string Columns =>
        """
        SELECT relname::text, attname::text, format_type(atttypid, NULL)::text FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped ORDER BY 1, attnum
        """;

    public override string Altered(Column column) => column.Type switch
    {
        "BIGINT" or "INTEGER" => $"{column.Name} + 1000",
        "TEXT" => $"COALESCE({column.Name}, '') || 'x'",
        "BYTEA" => $"COALESCE({column.Name}, '') || '\\x01'::bytea",
        "UUID" => RandomId,
        _ => throw new NotSupportedException($"Say how {column} is altered."),
    };
}

using CreditGate.Silo.Tests.Ledger;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>The columns of the evidence tables, as the schema has them, and how each may be altered.</summary>
public abstract class EvidenceColumns
{
    /// <summary>Columns that say where a row stands: with another value it stands elsewhere.</summary>
    public static readonly string[] Places = ["position", "sequence", "segment", "size", "first_index", "level", "number"];

    /// <summary>A row of each, in the middle of what was sealed.</summary>
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["event"] = "position = 9",
        ["receipt"] = "sequence = 9",
        ["evidence_checkpoint"] = "size = 24",
        ["evidence_run"] = "first_index = 12",
        ["evidence_tile"] = "level = 0 AND number = 0",
    };

    protected abstract string Schema { get; }

    public abstract string Insertion(ILedgerUnderTest ledger);

    /// <summary>One statement for each column of each table.</summary>
    public IEnumerable<(string Table, string Column, string Statement)> Alterations(ILedgerUnderTest ledger)
    {
        foreach (var (table, column, type) in Read(ledger))
        {
            yield return (table, column, $"UPDATE {table} SET {column} = {Altered(column, type)} WHERE {Rows[table]}");
        }
    }

    protected abstract string Altered(string column, string type);

    private List<(string Table, string Column, string Type)> Read(ILedgerUnderTest ledger)
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = Schema;
        using var rows = command.ExecuteReader();
        var columns = new List<(string, string, string)>();
        while (rows.Read())
        {
            columns.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2).ToUpperInvariant()));
        }

        return columns;
    }
}

internal sealed class SqliteColumns : EvidenceColumns
{
    protected override string Schema =>
        """
        SELECT sqlite_master.name, columns.name, columns.type FROM sqlite_master, pragma_table_info(sqlite_master.name) AS columns
        WHERE sqlite_master.type = 'table' AND (sqlite_master.name IN ('event', 'receipt') OR sqlite_master.name LIKE 'evidence%')
        """;

    public override string Insertion(ILedgerUnderTest ledger) =>
        """
        INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, salt, commitment, chain)
        SELECT 0, subject, 99, at, actor, kind, payload, segment, salt, commitment, chain FROM event WHERE position = 9
        """;

    protected override string Altered(string column, string type) => type switch
    {
        "INTEGER" => $"{column} + 1000",
        "TEXT" => $"COALESCE({column}, '') || 'x'",
        "BLOB" when column == "id" => "randomblob(16)",
        "BLOB" => $"CAST(COALESCE({column}, x'') || x'01' AS BLOB)",
        _ => throw new NotSupportedException($"Say how a column of type {type} is altered."),
    };
}

internal sealed class PostgresColumns : EvidenceColumns
{
    protected override string Schema =>
        """
        SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
        WHERE table_schema = 'public' AND (table_name IN ('event', 'receipt') OR table_name LIKE 'evidence%')
        """;

    /// <summary>Positions are not unique here: a second row of a position is the likeliest forgery.</summary>
    public override string Insertion(ILedgerUnderTest ledger) =>
        """
        INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, sequence, salt, commitment, chain)
        SELECT position, subject, 99, at, actor, kind, payload, segment, sequence, salt, commitment, chain FROM event WHERE position = 9
        """;

    protected override string Altered(string column, string type) => type switch
    {
        "BIGINT" or "INTEGER" => $"{column} + 1000",
        "TEXT" => $"COALESCE({column}, '') || 'x'",
        "BYTEA" => $"COALESCE({column}, '') || '\\x01'::bytea",
        "UUID" => "gen_random_uuid()",
        _ => throw new NotSupportedException($"Say how a column of type {type} is altered."),
    };
}

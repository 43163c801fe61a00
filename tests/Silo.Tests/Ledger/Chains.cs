using CreditGate.Silo.Ledger;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Checks the hash chain of a table the way an auditor would: from its rows alone.</summary>
internal static class Chains
{
    /// <summary>Number of the first row that does not follow from those before it; null when all do.</summary>
    public static long? FirstBroken(string path, string table, string order)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {order}, segment, salt, payload, commitment, chain FROM {table} ORDER BY {order}";
        using var rows = command.ExecuteReader();
        byte[]? previous = null;
        while (rows.Read())
        {
            previous ??= HashChain.Genesis(rows.GetString(1));
            var commitment = HashChain.Commitment((byte[])rows[2], (byte[])rows[3]);
            previous = HashChain.Next(previous, commitment);
            if (!commitment.AsSpan().SequenceEqual((byte[])rows[4]) || !previous.AsSpan().SequenceEqual((byte[])rows[5]))
            {
                return rows.GetInt64(0);
            }
        }

        return null;
    }
}

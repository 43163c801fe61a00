using System.Data.Common;
using CreditGate.Silo.Ledger;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Checks the hash chains of a table the way an auditor would: from its rows alone.</summary>
internal static class Chains
{
    /// <summary>Number of the first row that does not follow from those before it in its segment; null when all do.</summary>
    public static long? FirstBroken(string path, string table, string order)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return FirstBroken(connection, table, order);
    }

    /// <inheritdoc cref="FirstBroken(string, string, string)"/>
    public static long? FirstBroken(DbConnection connection, string table, string order)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {order}, segment, salt, payload, commitment, chain FROM {table} ORDER BY segment, {order}";
        using var rows = command.ExecuteReader();
        var (segment, previous) = ("", Array.Empty<byte>());
        while (rows.Read())
        {
            if (rows.GetString(1) != segment)
            {
                segment = rows.GetString(1);
                previous = HashChain.Genesis(segment);
            }

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

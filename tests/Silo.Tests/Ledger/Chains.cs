using System.Data.Common;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Verify.Ledgers;
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
        var rows = new LedgerRows(connection, order);
        var (segment, previous) = ("", Array.Empty<byte>());
        foreach (var (entry, commitment) in table == "event"
            ? rows.Events($"segment, {order}").Select(static row => (row.Entry, row.ExpectedCommitment()))
            : rows.Receipts().Select(static row => (row.Entry, row.ExpectedCommitment())))
        {
            if (entry.Segment != segment)
            {
                segment = entry.Segment;
                previous = RowHashes.Genesis(segment);
            }

            previous = RowHashes.Next(previous, commitment);
            if (!commitment.AsSpan().SequenceEqual(entry.Commitment) || !previous.AsSpan().SequenceEqual(entry.Chain))
            {
                return entry.Sequence;
            }
        }

        return null;
    }
}

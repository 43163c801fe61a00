using System.Data.Common;
using CreditGate.Actors.Ledger;
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

    /// <summary>As the other, of receipts that stand in the order of their chain.</summary>
    public static long? FirstBroken(IReadOnlyList<StoredReceipt> receipts)
    {
        var (segment, previous) = ("", Array.Empty<byte>());
        foreach (var receipt in receipts)
        {
            (segment, previous) = receipt.Segment == segment ? (segment, previous) : (receipt.Segment, RowHashes.Genesis(receipt.Segment));
            var commitment = receipt.ToRow().ExpectedCommitment();
            previous = RowHashes.Next(previous, commitment);
            if (!commitment.AsSpan().SequenceEqual(receipt.Commitment) || !previous.AsSpan().SequenceEqual(receipt.Chain))
            {
                return receipt.Sequence;
            }
        }

        return null;
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

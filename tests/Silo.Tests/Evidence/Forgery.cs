using System.Data.Common;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Changes a row as somebody would who knows the formulae and may write everything.</summary>
internal static class Forgery
{
    public static void Rewrite(DbConnection connection, string order, long position)
    {
        var rows = new LedgerRows(connection, order).Events($"segment, {order}").ToList();
        var (segment, chain) = ("", Array.Empty<byte>());
        foreach (var row in rows)
        {
            chain = row.Segment == segment ? chain : RowHashes.Genesis(row.Segment);
            segment = row.Segment;
            var forged = row.Position == position ? row with { Actor = "示例冒名", Payload = Replaced(row.Payload) } : row;
            forged = forged with { Commitment = forged.ExpectedCommitment() };
            chain = RowHashes.Next(chain, forged.Commitment);
            Write(connection, forged with { Chain = chain });
        }
    }

    private static byte[] Replaced(byte[] payload) =>
        System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(payload).Replace("示例凭据", "示例冒名", StringComparison.Ordinal));

    private static void Write(DbConnection connection, EventRow row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE event SET actor = @actor, payload = @payload, commitment = @commitment, chain = @chain WHERE position = @position";
        foreach (var (name, value) in ((string, object)[])[("actor", row.Actor), ("payload", row.Payload), ("commitment", row.Commitment), ("chain", row.Chain), ("position", row.Position)])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }
}

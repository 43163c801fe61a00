using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Nodes;
using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresEditionLedger(PostgresLedger ledger, Actors.Nodes.Notices? notices = null) : IEditionLedger
{
    private const string After = "SELECT payload FROM edition_act WHERE sequence > $1 ORDER BY sequence";

    private const string Next =
        """
        INSERT INTO edition_act (sequence, payload) SELECT $1, $2
        WHERE (SELECT COALESCE(MAX(sequence), 0) FROM edition_act) = $1 - 1 ON CONFLICT (sequence) DO NOTHING
        """;

    private const string Keep = "INSERT INTO edition_package (edition, content) VALUES ($1, $2)";

    public async ValueTask<IReadOnlyList<EditionAct>> Acts(long after, CancellationToken cancellation = default) =>
        [.. (await ledger.Read(connection => connection.All(static row => row.Blob(0), After, [after], cancellation), cancellation)).Select(WrittenAct.Read)];

    public ValueTask<byte[]?> Package(string edition, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(static row => row.BlobOrNull(0), "SELECT content FROM edition_package WHERE edition = $1", [edition], cancellation), cancellation);

    public async Task<bool> Enter(EditionAct act, byte[]? package)
    {
        var entered = await ledger.Write(async connection =>
        {
            if (await connection.Run(Next, act.Sequence, WrittenAct.Of(act)) == 0)
            {
                return false;
            }

            if (package is not null)
            {
                await connection.Run(Keep, act.Edition, package);
            }

            return true;
        });
        if (entered)
        {
            notices?.Tell(Notice.Ledger);
        }

        return entered;
    }
}

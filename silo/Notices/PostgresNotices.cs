using CreditGate.Actors.Nodes;
using CreditGate.Silo.Ledger.Postgres;
using Npgsql;

namespace CreditGate.Silo.Notices;

/// <summary>Notices by LISTEN and NOTIFY of the ledger's database. Needs a connection of its own to the server itself: a pooler that shares sessions hears nothing.</summary>
/// <remarks>Sent beside the appends, not in their transactions: those that notify commit one after the other.</remarks>
internal sealed class PostgresNotices(PostgresLedger ledger) : INoticeChannel
{
    private const string Channel = "creditgate";

    // A way that is cut in silence is noticed by a question now and then.
    private static readonly TimeSpan Proof = TimeSpan.FromSeconds(15);

    public async Task Send(string notice, CancellationToken cancellation)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection)
            .Then("BEGIN").Then("SET LOCAL synchronous_commit = off").Then("SELECT pg_notify($1, $2)", Channel, notice).Then("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public async Task Listen(Action<string> heard, Action listening, CancellationToken cancellation)
    {
        await using var connection = await ledger.Source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        connection.Notification += (_, notification) => heard(notification.Payload);
        await connection.Run($"LISTEN {Channel}").ConfigureAwait(false);
        listening();
        while (true)
        {
            if (!await connection.WaitAsync(Proof, cancellation).ConfigureAwait(false))
            {
                await connection.Run("SELECT 1").ConfigureAwait(false);
            }
        }
    }
}

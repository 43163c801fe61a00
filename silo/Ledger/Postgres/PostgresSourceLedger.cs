using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresSourceLedger(PostgresLedger ledger, Actors.Nodes.Notices? notices = null) : ISourceLedger
{
    private const string Seen =
        "INSERT INTO source AS kept (code, as_of) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET as_of = excluded.as_of WHERE excluded.as_of > kept.as_of";

    public async Task SourceSeen(string source, DateTimeOffset asOf)
    {
        await ledger.Write(connection => connection.Run(Seen, source, asOf.UtcTicks));
        notices?.Tell(Notice.Sources);
    }

    public async ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> Sources(CancellationToken cancellation = default)
    {
        var sources = await ledger.Read(
            connection => connection.All(static row => KeyValuePair.Create(row.GetString(0), row.Instant(1)), "SELECT code, as_of FROM source", [], cancellation), cancellation);
        return sources.ToDictionary(StringComparer.Ordinal);
    }
}

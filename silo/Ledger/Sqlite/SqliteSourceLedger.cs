using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteSourceLedger(SqliteLedger ledger) : ISourceLedger
{
    public Task SourceSeen(string source, DateTimeOffset asOf) =>
        ledger.Write(1, session =>
        {
            session.Tables.Sources.Seen(source, asOf);
            return true;
        });

    public async ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> Sources(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.Sources.All(), cancellation);
}

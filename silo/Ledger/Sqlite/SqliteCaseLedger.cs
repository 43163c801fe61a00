using CreditGate.Actors.Cases;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteCaseLedger(SqliteLedger ledger) : ICaseLedger
{
    public ValueTask<StoredCase?> Find(string id, CancellationToken cancellation = default) => ledger.Read(tables => tables.Cases.Find(id), cancellation);

    public async ValueTask<IReadOnlyList<StoredCase>> List(CaseQuery query, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Cases.List(query), cancellation);

    public async ValueTask<IReadOnlyList<StoredCase>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Cases.Due(now, atMost), cancellation);
}

using CreditGate.Actors.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteEditionLedger(SqliteLedger ledger) : IEditionLedger
{
    public async ValueTask<IReadOnlyList<EditionAct>> Acts(long after, CancellationToken cancellation = default) =>
        [.. (await ledger.Read(tables => tables.EditionActs.After(after), cancellation)).Select(WrittenAct.Read)];

    public ValueTask<byte[]?> Package(string edition, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.EditionActs.Package(edition), cancellation);

    public Task<bool> Enter(EditionAct act, byte[]? package) =>
        ledger.Write(1, session => session.Tables.EditionActs.TryEnter(act.Sequence, WrittenAct.Of(act), act.Edition, package));
}

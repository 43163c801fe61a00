using CreditGate.Actors.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteEditionLedger(SqliteLedger ledger) : IEditionLedger
{
    public async ValueTask<IReadOnlyList<EditionAct>> Acts(long after, CancellationToken cancellation = default) =>
        [.. (await ledger.Read(tables => tables.EditionActs.After(after), cancellation)).Select(WrittenAct.Read)];

    public ValueTask<byte[]?> Package(string edition, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.EditionActs.Package(edition), cancellation);

    public async ValueTask<IReadOnlyDictionary<long, long>> Declared(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.EditionActs.Declared(), cancellation);

    public async Task DeclareAll()
    {
        if ((await ledger.Read(static tables => tables.EditionActs.Undeclared(), CancellationToken.None)).Count > 0)
        {
            await ledger.Write(1, static session => session.Tables.Declarations.Add(session.Tables.EditionActs.Undeclared()));
        }
    }

    public Task<bool> Enter(EditionAct act, byte[]? package) => ledger.Write(2, session =>
    {
        if (!session.Tables.EditionActs.TryEnter(act.Sequence, WrittenAct.Of(act), act.Edition, package))
        {
            return false;
        }

        session.Tables.Declarations.Add(session.Tables.EditionActs.Undeclared());
        return true;
    });
}

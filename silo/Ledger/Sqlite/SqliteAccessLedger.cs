using CreditGate.Actors.Credentials;
using CreditGate.Domain.Access;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteAccessLedger(SqliteLedger ledger) : IAccessLedger
{
    public Task Declare(IReadOnlyList<AccessAct> acts) => ledger.Write(acts.Count, session => session.Tables.Declarations.Add([.. acts.Select(SealedDeclaration.Of)]));

    public ValueTask<AccessAct?> LastChange(CancellationToken cancellation = default) => ledger.Read(static tables => tables.Declarations.LastChange(), cancellation);
}

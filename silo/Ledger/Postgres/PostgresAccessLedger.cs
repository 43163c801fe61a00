using CreditGate.Actors.Credentials;
using CreditGate.Domain.Access;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresAccessLedger(PostgresLedger ledger) : IAccessLedger
{
    private const string Newest = "SELECT payload FROM declaration WHERE kind = 'CredentialChange' ORDER BY sequence DESC LIMIT 1";

    public Task Declare(IReadOnlyList<AccessAct> acts) => ledger.Write(connection => DeclarationRows.Add(connection, [.. acts.Select(SealedDeclaration.Of)]));

    public async ValueTask<AccessAct?> LastChange(CancellationToken cancellation = default) =>
        await ledger.Read(static connection => connection.First(static row => SealedDeclaration.ReadAccess(row.Blob(0)), Newest, []), cancellation);
}

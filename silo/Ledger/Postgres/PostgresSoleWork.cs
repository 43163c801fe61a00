using CreditGate.Actors.Nodes;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>By an advisory lock of the ledger's database, held by a session: it ends with the node, however that ends.</summary>
internal sealed class PostgresSoleWork(PostgresLedger ledger) : ISoleWork
{
    private const string TryLock = "SELECT pg_try_advisory_lock(hashtextextended('creditgate work ' || $1, 0))";

    private const string Unlock = "SELECT pg_advisory_unlock(hashtextextended('creditgate work ' || $1, 0))";

    public async Task<bool> TryRun(string name, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await ledger.Source.OpenConnectionAsync(cancellation);
            if (!await connection.First(static row => row.GetBoolean(0), TryLock, [name], cancellation))
            {
                return false;
            }

            try
            {
                await work();
            }
            finally
            {
                await connection.First(static row => row.GetBoolean(0), Unlock, [name], CancellationToken.None);
            }

            return true;
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            throw PostgresFaults.Unreadable(error);
        }
    }
}

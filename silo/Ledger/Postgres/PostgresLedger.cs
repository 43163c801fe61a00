using CreditGate.Silo.Migrations;
using CreditGate.Silo.Telemetry;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>The ledger's database: a writer of this node that commits in groups, one for pushes in bulk, and a pool for everything else.</summary>
internal sealed class PostgresLedger : IDisposable
{
    private readonly NpgsqlDataSource _source;

    private PostgresLedger(NpgsqlDataSource source)
    {
        _source = source;
        Groups = new GroupWriter(source);
        Bulk = new BulkAppender(source);
    }

    public NpgsqlDataSource Source => _source;

    public GroupWriter Groups { get; }

    public BulkAppender Bulk { get; }

    /// <summary>Connects, upgrading the schema first: once, however many nodes start together.</summary>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the database.</exception>
    /// <exception cref="UnsafeDatabaseException">The server would acknowledge commits that are not on disk.</exception>
    public static PostgresLedger Open(string connectionString)
    {
        PostgresSchema.Upgrade(connectionString);
        var source = PostgresSource.Create(connectionString);
        try
        {
            source.OpenConnection().Dispose();
            return new PostgresLedger(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public ValueTask<T> Read<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation) => new(LedgerMeter.ReadAsync(() => Query(query, cancellation)));

    /// <summary>Work in a transaction of its own.</summary>
    public Task<T> Write<T>(Func<NpgsqlConnection, Task<T>> work) => LedgerMeter.Write(() => Transact(work));

    /// <summary>Writes what is queued, then closes the connections.</summary>
    public void Dispose()
    {
        Groups.Dispose();
        Bulk.Dispose();
        _source.Dispose();
    }

    private async Task<T> Query<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            return await query(connection).ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            throw PostgresFaults.Unreadable(error);
        }
    }

    private async Task<T> Transact<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
            var result = await work(connection).ConfigureAwait(false);
            await Commit(transaction).ConfigureAwait(false);
            return result;
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            throw PostgresFaults.Unavailable(error);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task Commit(NpgsqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (!PostgresFaults.IsCertainlyUndone(error))
        {
            throw PostgresFaults.OutcomeUnknown(error);
        }
    }
}

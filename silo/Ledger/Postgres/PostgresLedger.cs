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
        Groups = new GroupWriter(source, ForgetConnections);
        Bulk = new BulkAppender(source, ForgetConnections);
    }

    public NpgsqlDataSource Source => _source;

    /// <summary>Another pool on the same server, whose callers do not try again.</summary>
    public NpgsqlDataSource? AlsoForgets { get; init; }

    public GroupWriter Groups { get; }

    public BulkAppender Bulk { get; }

    /// <summary>Connects, upgrading the schema first: once, however many nodes start together.</summary>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the database.</exception>
    /// <exception cref="UnsafeDatabaseException">The server would acknowledge commits that are not on disk.</exception>
    /// <param name="alsoForgets">Another pool on the same server.</param>
    public static PostgresLedger Open(string connectionString, NpgsqlDataSource? alsoForgets = null)
    {
        PostgresSchema.Upgrade(connectionString);
        var source = PostgresSource.Create(connectionString);
        try
        {
            source.OpenConnection().Dispose();
            return new PostgresLedger(source) { AlsoForgets = alsoForgets };
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

    /// <summary>After a restart of the server every pooled connection is dead, and the next caller must not meet one: the pools begin anew.</summary>
    public void ForgetConnections()
    {
        _source.Clear();
        AlsoForgets?.Clear();
    }

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
            return await Twice(() => Ask(query, cancellation)).ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            throw PostgresFaults.Unreadable(error);
        }
    }

    private async Task<T> Ask<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return await query(connection).ConfigureAwait(false);
    }

    private async Task<T> Transact<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        try
        {
            return await Twice(() => TransactOnce(work)).ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            throw PostgresFaults.Unavailable(error);
        }
    }

    private async Task<T> TransactOnce<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        await using var connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        var result = await work(connection).ConfigureAwait(false);
        await Commit(transaction).ConfigureAwait(false);
        return result;
    }

    /// <summary>For work that reads, or that a broken connection has certainly undone; a commit that broke is another fault.</summary>
    private async Task<T> Twice<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception broken) when (PostgresFaults.IsBrokenConnection(broken))
        {
            ForgetConnections();
            return await work().ConfigureAwait(false);
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

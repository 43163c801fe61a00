using System.Data.Common;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.Silo.Storage;

/// <summary>Gives the grain storage provider its connections. SQLite's durability is a setting of each connection, so each one is opened here.</summary>
internal sealed class SqliteDataSource(string path) : DbDataSource
{
    public override string ConnectionString => SqliteFile.PooledConnectionString(path);

    protected override DbConnection CreateDbConnection() =>
        throw new NotSupportedException("A connection that nobody has set up must not write: open it from this source.");

    protected override DbConnection OpenDbConnection() => SqliteFile.OpenPooled(path);

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => new(OpenDbConnection());
}

using System.Data.Common;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Storage;

/// <summary>Gives the grain storage provider its connections. SQLite's durability is a setting of each connection, so each one is opened here.</summary>
internal sealed class SqliteDataSource(string path) : DbDataSource
{
    public override string ConnectionString => SqliteFile.PooledConnectionString(path);

    // The provider only looks at its type; what it writes through is opened below.
    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection() => SqliteFile.OpenPooled(path);

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => new(OpenDbConnection());
}

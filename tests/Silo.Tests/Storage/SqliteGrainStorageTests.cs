using CreditGate.Silo.Hosting;
using CreditGate.Silo.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Storage;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    private readonly TemporaryDirectory _parent = new();
    private readonly DataDirectory _directory;

    public SqliteGrainStorageTests() => _directory = DataDirectory.Open(_parent.Root);

    [Fact]
    public async Task DataSource_WaitsForTheDiskAtEveryCommit_WhenTheProviderWrites()
    {
        await using var source = new SqliteDataSource(_directory.StoragePath);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();

        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddGrainStorage(_directory);

    protected override long Scalar(string sql) => Database.Scalar(_directory.StoragePath, sql);

    protected override void Release()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
        _parent.Dispose();
    }
}

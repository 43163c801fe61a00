using CreditGate.Silo.Hosting;
using CreditGate.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Storage;

public sealed class GrainStorageTests : IAsyncLifetime
{
    private const string StateName = "示例";

    private readonly TemporaryDirectory _parent = new();
    private readonly DataDirectory _directory;
    private readonly IHost _host;
    private readonly IGrainStorage _storage;

    public GrainStorageTests()
    {
        _directory = DataDirectory.Open(_parent.Root);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddGrainStorage(_directory));
        _host = builder.Build();
        _storage = _host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Ordinary);
    }

    public async ValueTask InitializeAsync()
    {
        var lifecycle = new StartingLifecycle();
        ((ILifecycleParticipant<ISiloLifecycle>)_storage).Participate(lifecycle);
        await lifecycle.Start(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
        _parent.Dispose();
    }

    [Theory]
    [InlineData("job/7f5b3c1e-0000-4000-8000-000000000001")]
    [InlineData("job/42")]
    [InlineData("job/42+示例")]
    [InlineData("edition/示例-2026")]
    public async Task Read_ReturnsTheState_WhenItWasWritten(string grain)
    {
        await Write(grain, await Read(grain), "first");
        await Write(grain, await Read(grain), "second");

        var read = await Read(grain);

        Assert.Equal((true, "2", "second"), (read.RecordExists, read.ETag, Assert.Single(read.State ?? [])));
    }

    [Fact]
    public async Task Read_FindsNothing_WhenNothingWasWritten()
    {
        var read = await Read("job/1");

        Assert.Equal((false, null), (read.RecordExists, read.ETag));
        Assert.Empty(read.State ?? []);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_Conflicts_WhenAnotherActivationWroteFirst(bool existed)
    {
        if (existed)
        {
            await Write("job/1", await Read("job/1"), "before");
        }

        var (first, second) = (await Read("job/1"), await Read("job/1"));
        await Write("job/1", first, "first");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("job/1", second, "second"));

        Assert.Equal("first", Assert.Single((await Read("job/1")).State ?? []));
    }

    [Fact]
    public async Task Write_HasOneWinner_WhenActivationsRace()
    {
        var states = new List<GrainState<List<string>>>();
        for (var activation = 0; activation < 8; activation++)
        {
            states.Add(await Read("job/1"));
        }

        var writes = await Task.WhenAll(states.Select(state => Task.Run(() => Wins(state))));

        Assert.Single(writes, won => won);
    }

    [Fact]
    public async Task Clear_ForgetsTheStateOnce_WhenTwoActivationsClear()
    {
        await Write("job/1", await Read("job/1"), "first");
        var (current, stale) = (await Read("job/1"), await Read("job/1"));

        await _storage.ClearStateAsync(StateName, GrainId.Parse("job/1"), current);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync(StateName, GrainId.Parse("job/1"), stale));
        Assert.False((await Read("job/1")).RecordExists);
        await Write("job/1", current, "again");
        Assert.Equal("again", Assert.Single((await Read("job/1")).State ?? []));
    }

    [Fact]
    public async Task Write_Conflicts_WhenTheStateIsGone()
    {
        await Write("job/1", await Read("job/1"), "first");
        var read = await Read("job/1");
        Database.Scalar(_directory.StoragePath, "DELETE FROM OrleansStorage");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("job/1", read, "second"));

        Assert.Equal(0, Database.Scalar(_directory.StoragePath, "SELECT COUNT(*) FROM OrleansStorage"));
    }

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

    private async Task<bool> Wins(GrainState<List<string>> state)
    {
        try
        {
            await Write("job/1", state, "mine");
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private async Task<GrainState<List<string>>> Read(string grain)
    {
        var state = new GrainState<List<string>>();
        await _storage.ReadStateAsync(StateName, GrainId.Parse(grain), state);
        return state;
    }

    private async Task Write(string grain, GrainState<List<string>> state, string value)
    {
        state.State = [value];
        await _storage.WriteStateAsync(StateName, GrainId.Parse(grain), state);
    }
}

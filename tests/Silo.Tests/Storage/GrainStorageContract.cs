using CreditGate.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Storage;

/// <summary>What grain storage owes on every database.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private const string StateName = "示例";

    private IHost _host = null!;
    private IGrainStorage _storage = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => AddStorage(silo.UseLocalhostClustering()));
        _host = builder.Build();
        _storage = _host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Ordinary);
        var lifecycle = new StartingLifecycle();
        ((ILifecycleParticipant<ISiloLifecycle>)_storage).Participate(lifecycle);
        await lifecycle.Start(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        Release();
        GC.SuppressFinalize(this);
    }

    protected abstract void AddStorage(ISiloBuilder silo);

    protected abstract long Scalar(string sql);

    protected virtual void Release()
    {
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
        Scalar("DELETE FROM OrleansStorage; SELECT 0");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("job/1", read, "second"));

        Assert.Equal(0, Scalar("SELECT COUNT(*) FROM OrleansStorage"));
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

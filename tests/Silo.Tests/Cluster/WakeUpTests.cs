using CreditGate.Actors.Changes;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Pushes;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>What happens on one node wakes those who wait on another, although its tail stands still.</summary>
public sealed class WakeUpTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly NodesOfATest _nodes = new(postgres.NewDatabase());
    private PushingSilo _one = null!;
    private PushingSilo _other = null!;

    public async ValueTask InitializeAsync()
    {
        (_one, _other) = (await _nodes.StandAlone(), await _nodes.StandAlone());
        var gate = new Gate();
        _other.Silo.Ledger.BeforePulse = gate.Pass;
        await Within.Comes("the tail stands still", gate.Reached);
    }

    public async ValueTask DisposeAsync()
    {
        _other.Silo.Ledger.BeforePulse = static () => Task.CompletedTask;
        await _nodes.DisposeAsync();
    }

    [Fact]
    public async Task Append_WakesReadersOfTheFeed_OnAnotherNode()
    {
        var feed = _other.Silo.Services.GetRequiredService<IChangeLedger>();
        var signal = _other.Silo.Services.GetRequiredService<ChangeSignal>();

        var pushed = _one.Silo.Push(Rows.Entity(), Rows.WageDefault(1));

        for (var grown = signal.Next; (await feed.Changes(0, 10, TestContext.Current.CancellationToken)).Count == 0; grown = signal.Next)
        {
            await Within.Comes("the reader is woken", grown);
        }

        await pushed;
    }

    [Fact]
    public async Task Job_IsFollowedToItsEnd_OnAnotherNode()
    {
        var job = await _one.Enter(Enumerable.Range(1, 500).Select(static row => PushingSilo.Penalty(PushingSilo.Company(row), "示罚1号")));
        var end = await _other.End(job);

        Assert.Equal((PushState.Completed, 500), (end.State, end.Created));
    }

    [Fact]
    public async Task Source_IsHeardOnAnotherNode_WhenItSpoke()
    {
        var asOf = new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);
        await _one.Silo.Services.GetRequiredService<SourceBoard>().Heard("D13", asOf);

        var board = _other.Silo.Services.GetRequiredService<SourceBoard>();
        await Eventually.Holds("the other node knows", () => board.Sources.TryGetValue("D13", out var known) && known == asOf);
    }
}

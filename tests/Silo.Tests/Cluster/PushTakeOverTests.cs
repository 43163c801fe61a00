using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Pushes;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>Two nodes and one job: whoever runs it, every row counts once.</summary>
public sealed class PushTakeOverTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const int RowCount = 6_000;

    private readonly NodesOfATest _nodes = new(postgres.NewDatabase());

    /// <summary>Chunks next to each other have no subject in common, so two of them are in the air.</summary>
    private static IEnumerable<Domain.Intake.RecordRow> Penalties =>
        Enumerable.Range(0, RowCount).Select(static row => PushingSilo.Penalty(PushingSilo.Company(1 + (row % 4_500)), $"示罚{row}号"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    /// <summary>The first node stands still in a commit beyond its hold, and comes back when the other has gone on.</summary>
    [Fact]
    public async Task Job_IsTakenOver_WhenItsNodeStandsStillBeyondItsHold()
    {
        var gate = new Gate();
        var one = await HeldAt(gate, NeverProlongs);
        var job = await one.Enter(Penalties);
        await Within.Comes("the first node stands still", gate.Reached);

        var other = await _nodes.StandAlone();
        Run("UPDATE push_job SET leased_until = clock_timestamp()");
        other.Silo.Services.GetRequiredService<IPushRunner>().Wake();
        await Eventually.Holds("the other node goes on", () => Count("SELECT COUNT(*) FROM push_job WHERE leased_until > clock_timestamp()") == 1);
        gate.Open();

        AssertEachRowOnce(await other.End(job));
    }

    /// <summary>No lease at all: both run the job from the first row to the last.</summary>
    [Fact]
    public async Task Job_CountsEveryRowOnce_WhenTwoNodesRunItAtOnce()
    {
        var one = await _nodes.StandAlone(NeverAsks);
        var other = await _nodes.StandAlone(NeverAsks);

        var job = await one.Enter(Penalties);
        other.Silo.Services.GetRequiredService<IPushRunner>().Wake();

        AssertEachRowOnce(await other.End(job));
    }

    /// <summary>The first node finds rows unchanged that the other has just brought in, and has the next chunk in the air before it hears that its step was refused.</summary>
    [Fact]
    public async Task Job_CountsEveryRowOnce_WhenTheOtherNodeTookTheStepThatWasForeseen()
    {
        var (judging, going) = (new Gate(), new Gate());
        var judged = 0;
        var one = await _nodes.StandAlone(NeverAsks, ledger => ledger.BeforeHistories = () => ++judged == 3 ? judging.Pass() : Task.CompletedTask);
        var job = await one.Enter(Penalties);
        await Within.Comes("the first node is about to judge the third chunk", judging.Reached);
        var other = await _nodes.StandAlone(NeverAsks, ledger => ledger.AppendingMany = async (step, real) =>
        {
            if (step is { After.Rows: >= 4_000 })
            {
                await going.Pass();
            }

            return await real();
        });
        other.Silo.Services.GetRequiredService<IPushRunner>().Wake();
        await Within.Comes("the other node has the fourth chunk", going.Reached);
        await Eventually.Holds("the other node has committed the third", () => Count("SELECT COUNT(*) FROM record") == 3_000);

        judging.Open();
        await Eventually.Holds("the first node goes on", () => Count("SELECT COUNT(*) FROM record") > 3_000);
        going.Open();

        AssertEachRowOnce(await other.End(job));
    }

    [Fact]
    public async Task Job_GoesOnAtOnce_WhenItsNodeStops()
    {
        var gate = new Gate();
        var one = await HeldAt(gate);
        var job = await one.Enter(Penalties);
        await Within.Comes("the first node is under way", gate.Reached);
        var other = await _nodes.StandAlone();

        var stopping = one.Silo.Stop();
        gate.Open();
        await stopping;

        AssertEachRowOnce(await other.End(job));
    }

    [Fact]
    public async Task Cancel_EndsAJob_WhichAnotherNodeRuns()
    {
        var gate = new Gate();
        var one = await HeldAt(gate);
        var job = await one.Enter(Penalties);
        await Within.Comes("the first node is under way", gate.Reached);
        var other = await _nodes.StandAlone();

        Assert.True(await other.Pushes.Cancel(job.Id));
        gate.Open();

        var end = await other.End(job);
        Assert.Equal(PushState.Cancelled, end.State);
        Assert.Equal(end.Created, Count("SELECT COUNT(*) FROM record"));
    }

    /// <summary>A node that stands still, when 3,000 rows are in, until the gate opens.</summary>
    private Task<PushingSilo> HeldAt(Gate gate, Action<Microsoft.Extensions.Hosting.HostApplicationBuilder>? configure = null) =>
        _nodes.StandAlone(configure, ledger => ledger.AppendingMany = async (step, real) =>
        {
            if (step is { After.Rows: >= 3_000 })
            {
                await gate.Pass();
            }

            return await real();
        });

    private void AssertEachRowOnce(PushProgress end)
    {
        Assert.Equal((PushState.Completed, RowCount, RowCount, 0), (end.State, end.Rows, end.Created, end.Unchanged));
        Assert.Equal(RowCount, Count("SELECT COUNT(*) FROM event"));
        Assert.Equal(RowCount, Count("SELECT COUNT(*) FROM record"));
    }

    private static void NeverProlongs(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) => Lease(builder, static (real, id, runner, asked) =>
        asked == 0 ? real.Take(id, runner, TimeSpan.FromMinutes(1)) : Task.FromResult(true));

    private static void NeverAsks(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) => Lease(builder, static (_, _, _, _) => Task.FromResult(true));

    private static void Lease(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder, Func<IPushLedger, Guid, string, int, Task<bool>> take) =>
        builder.Services.AddSingleton<PostgresPushLedger>().Replace(ServiceDescriptor.Singleton<IPushLedger>(
            services => new OtherwiseHeld(services.GetRequiredService<PostgresPushLedger>(), take)));

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(_nodes.Postgres + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private long Count(string sql)
    {
        using var connection = new NpgsqlConnection(_nodes.Postgres + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The real ledger, of which a node believes that it holds a job.</summary>
    private sealed class OtherwiseHeld(IPushLedger real, Func<IPushLedger, Guid, string, int, Task<bool>> take) : IPushLedger
    {
        private int _asked;

        public Task<bool> Take(Guid id, string runner, TimeSpan hold) => take(real, id, runner, _asked++);

        public Task Release(Guid id, string runner) => real.Release(id, runner);

        public Task<KeptPush> Enter(PushJob job) => real.Enter(job);

        public ValueTask<KeptPush?> Find(Guid id, CancellationToken cancellation = default) => real.Find(id, cancellation);

        public ValueTask<KeptPush?> Find(string credential, string key, CancellationToken cancellation = default) => real.Find(credential, key, cancellation);

        public ValueTask<IReadOnlyList<KeptPush>> OfOrganisation(string organisation, int atMost, CancellationToken cancellation = default) => real.OfOrganisation(organisation, atMost, cancellation);

        public ValueTask<IReadOnlyList<KeptPush>> Open(CancellationToken cancellation = default) => real.Open(cancellation);

        public Task<bool> Advance(PushStep step) => real.Advance(step);

        public Task<bool> Cancel(Guid id) => real.Cancel(id);

        public ValueTask<IReadOnlyList<PushLine>> Lines(Guid id, PushLineKind kind, int afterLine, int atMost, CancellationToken cancellation = default) =>
            real.Lines(id, kind, afterLine, atMost, cancellation);

        public ValueTask<(int Usable, int Missing)> CountMissing(PushJob job, CancellationToken cancellation = default) => real.CountMissing(job, cancellation);

        public ValueTask<IReadOnlyList<(SubjectKey Subject, PublicCreditRecord Record)>> Missing(PushJob job, string afterSubject, int atMost, CancellationToken cancellation = default) =>
            real.Missing(job, afterSubject, atMost, cancellation);

        public Task<IReadOnlyList<Guid>> Expire(DateTimeOffset now) => real.Expire(now);
    }
}

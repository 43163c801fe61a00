using CreditGate.Actors.Pushes;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Which of several nodes runs a job.</summary>
public sealed class PostgresPushLeaseTests(SharedPostgres postgres) : IDisposable
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    private readonly LedgerDatabase _database = new(postgres);

    private IPushLedger Pushes => _database.Pushes;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Take_HasOneWinner_WhenManyRunnersAsk()
    {
        var job = await Enter("示例-1", 0);

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(runner => Pushes.Take(job.Id, $"{runner}", Hold)));

        Assert.Single(won, true);
        Assert.True(await Pushes.Take(job.Id, $"{Array.IndexOf(won, true)}", Hold));       // its own, again
    }

    [Fact]
    public async Task Take_IsForAnother_OnceTheHoldRanOutOrWasLetGo()
    {
        var job = await Enter("示例-1", 0);
        await Pushes.Take(job.Id, "one", Hold);
        Assert.False(await Pushes.Take(job.Id, "other", Hold));

        _database.Scalar("UPDATE push_job SET leased_until = clock_timestamp() - interval '1 microsecond'; SELECT 0");

        Assert.True(await Pushes.Take(job.Id, "other", Hold));
        Assert.False(await Pushes.Take(job.Id, "one", Hold));
        await Pushes.Release(job.Id, "one");
        Assert.False(await Pushes.Take(job.Id, "one", Hold));
        await Pushes.Release(job.Id, "other");
        Assert.True(await Pushes.Take(job.Id, "one", Hold));
    }

    [Fact]
    public async Task Take_WaitsForOlderJobsOfTheOrganisation_UnlessItIsToBeCancelled()
    {
        var (older, younger, cancelled) = (await Enter("示例-1", 0), await Enter("示例-2", 1), await Enter("示例-3", 2));
        var others = await Enter("示例-4", 3, "D16");
        await Pushes.Take(older.Id, "one", Hold);

        Assert.False(await Pushes.Take(younger.Id, "other", Hold));
        Assert.True(await Pushes.Take(others.Id, "other", Hold));
        await Pushes.Cancel(cancelled.Id);
        Assert.True(await Pushes.Take(cancelled.Id, "other", Hold));
        Assert.True(await Pushes.Advance(SamplePush.Step(older, 1, PushState.Completed)));

        Assert.True(await Pushes.Take(younger.Id, "other", Hold));
        Assert.False(await Pushes.Take(older.Id, "one", Hold));        // it has ended
    }

    private async Task<PushJob> Enter(string key, int second, string organisation = Sample.Source) =>
        (await Pushes.Enter(SamplePush.Job(key, organisation, Sample.Instant.AddSeconds(second)))).Job;
}

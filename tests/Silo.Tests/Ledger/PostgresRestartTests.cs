using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Migrations;
using CreditGate.Silo.Storage;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Connections that the server has ended, as after its restart, with callers who have pooled them.</summary>
public sealed class PostgresRestartTests(SharedPostgres postgres) : IDisposable
{
    private readonly LedgerDatabase _database = new(postgres);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task FirstCalls_Succeed_WhenEveryPooledConnectionIsDead()
    {
        var subject = Sample.Subject();
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await _database.Subjects.Head(subject, Cancellation)));      // fills the pool
            EndAll();

            Assert.Equal(2 * round, await _database.Subjects.Head(subject, Cancellation));
            EndAll();
            Assert.True((await _database.Subjects.Append(Sample.Append(subject, 2 * round, $"{round}"))).Committed);
            EndAll();
            Assert.True((await _database.Subjects.AppendMany([Sample.Append(subject, (2 * round) + 1, $"{round}b")])).Committed);
            EndAll();
            await _database.Sources.SourceSeen("D13", Sample.Instant.AddDays(round));
        }

        Assert.Equal(Sample.Instant.AddDays(4), (await _database.Sources.Sources(Cancellation))["D13"]);
        Assert.Equal(10, (await _database.Subjects.Read(subject, 0, Cancellation)).Count);
        Assert.Null(_database.FirstBrokenEvent());
    }

    [Fact]
    public async Task FirstCallOfStorage_Succeeds_OnceTheLedgerHasMetADeadConnection()
    {
        PostgresSchema.Upgrade(_database.ConnectionString);
        await using var storage = new StorageSource(PostgresSource.Create(_database.ConnectionString));
        using var ledger = PostgresLedger.Open(_database.ConnectionString, storage.Source);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.IsReadable()));
        EndAll();

        await ledger.Read(static connection => connection.First(static row => row.GetInt32(0), "SELECT 1", []), Cancellation);

        Assert.True(await storage.IsReadable());
    }

    [Fact]
    public async Task SoleWork_RunsOnOneNodeAtATime()
    {
        using var other = new LedgerDatabase(_database.ConnectionString);
        var (here, there) = (new PostgresSoleWork(_database.Ledger), new PostgresSoleWork(other.Ledger));
        var (atWork, atMost, ran) = (0, 0, 0);

        async Task Work()
        {
            atMost = Math.Max(atMost, Interlocked.Increment(ref atWork));
            await other.Subjects.LastPosition(Cancellation);
            Interlocked.Increment(ref ran);
            Interlocked.Decrement(ref atWork);
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(turn => (turn % 2 == 0 ? here : there).TryRun("示例", Work, Cancellation)));

        Assert.Equal(1, atMost);
        Assert.InRange(ran, 1, 200);
        await Assert.ThrowsAsync<InvalidOperationException>(() => here.TryRun("示例", static () => throw new InvalidOperationException("示例"), Cancellation));
        Assert.True(await there.TryRun("示例", static () => Task.CompletedTask, Cancellation));
    }

    private void EndAll() => _database.Scalar(
        "SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

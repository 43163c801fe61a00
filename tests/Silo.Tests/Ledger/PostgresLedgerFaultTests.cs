using CreditGate.Actors.Ledger;
using CreditGate.Silo.Tests.Postgres;
using Npgsql;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class PostgresLedgerFaultTests(SharedPostgres postgres) : IDisposable
{
    // A commit that runs into the end of its own connection.
    private const string DieAtCommit =
        """
        CREATE TABLE doomed (subject text);
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN IF NEW.subject IN (SELECT doomed.subject FROM doomed) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER die AFTER INSERT OR UPDATE ON subject DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();
        SELECT 0;
        """;

    private readonly LedgerDatabase _database = new(postgres);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Append_LeavesTheOutcomeOpenForAll_WhenTheServerIsLostInTheirCommit()
    {
        var (first, second) = (Sample.Subject(), Sample.Subject());
        _database.Scalar(DieAtCommit);
        _database.Scalar($"INSERT INTO doomed VALUES ('{first}'); SELECT 0");

        var appends = await _database.Together<Task[]>(() =>
            [_database.Subjects.Append(Sample.Append(first, 0, "1")), _database.Subjects.Append(Sample.Append(second, 0, "1"))]);

        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => append);
        }

        _database.Scalar("DELETE FROM doomed; SELECT 0");
        Assert.Equal((0, 0), (await _database.Subjects.Head(first, Cancellation), await _database.Subjects.Head(second, Cancellation)));
        Assert.Equal(new AppendOutcome(true, 1), await _database.Subjects.Append(Sample.Append(first, 0, "again")));
        Assert.Null(_database.FirstBrokenEvent());
    }

    [Fact]
    public async Task Append_LeavesTheOutcomeOpen_WhenItCommittedAndTheAnswerWasLost()
    {
        using var proxy = new CuttingProxy(postgres.Server.SocketPath);
        using var behind = new LedgerDatabase(new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString);
        var subject = Sample.Subject();
        await behind.Subjects.Append(Sample.Append(subject, 0, "1"));
        proxy.CutsAtCommit = true;

        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => behind.Subjects.Append(Sample.Append(subject, 1, "2")));
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => behind.Subjects.AppendMany([Sample.Append(subject, 2, "3")]));

        proxy.CutsAtCommit = false;
        Assert.Equal(3, await behind.Subjects.Head(subject, Cancellation));
        Assert.Equal(new AppendOutcome(true, 4), await behind.Subjects.Append(Sample.Append(subject, 3, "4")));
        Assert.Equal(["1", "2", "3", "4"], Sample.NumbersOf(await behind.Subjects.Read(subject, 0, Cancellation)));
        Assert.Null(behind.FirstBrokenEvent());
    }

    [Fact]
    public async Task Append_FailsAlone_WhenItsNeighboursInTheTransactionAreSound()
    {
        var (first, second) = (Sample.Subject(), Sample.Subject());

        var (before, faulty, after) = await _database.Together(() => (
            _database.Subjects.Append(Sample.Append(first, 0, "1")),
            _database.Subjects.Append(Sample.Append(Sample.Subject(), 0, "no text of PostgreSQL: \0")),
            _database.Subjects.Append(Sample.Append(second, 0, "1"))));

        await Assert.ThrowsAsync<PostgresException>(() => faulty);
        Assert.Equal((new AppendOutcome(true, 1), new AppendOutcome(true, 1)), (await before, await after));
        Assert.Equal(3, await _database.Subjects.LastPosition(Cancellation));
        Assert.Null(_database.FirstBrokenEvent());
    }

    [Fact]
    public async Task Append_SharesATransaction_WhenManyAreQueued()
    {
        var appends = await _database.Together(() => Enumerable.Range(0, 50).Select(_ => _database.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1"))).ToArray());

        await Task.WhenAll(appends);

        Assert.Equal(2, _database.Scalar("SELECT COUNT(DISTINCT xmin::text) FROM subject"));
    }

    [Fact]
    public async Task Append_IsUnavailable_WhenTheLedgerIsClosed()
    {
        var subjects = _database.Subjects;
        _database.Ledger.Dispose();

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => subjects.Append(Sample.Append(Sample.Subject(), 0, "1")));
    }

    [Theory]
    [InlineData("UPDATE event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'Fine', 'Other'), 'UTF8') WHERE position = 2; SELECT 0", 2)]
    [InlineData("DELETE FROM event WHERE position = 2; SELECT 0", 3)]
    public async Task HashChain_Breaks_WhenARowIsTamperedWith(string tampering, long broken)
    {
        await _database.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1", "2", "3"));

        _database.Scalar(tampering);

        Assert.Equal(broken, _database.FirstBrokenEvent());
    }
}

using System.Collections.Concurrent;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>The server is killed in the middle of commits. It has a server of its own.</summary>
public sealed class PostgresLedgerKillTests : IDisposable
{
    private const int Rounds = 3;
    private const int Writers = 24;

    private readonly PostgresServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Append_IsKeptWholeOrKnownToBeInDoubt_WhenTheServerIsKilled()
    {
        using var database = new LedgerDatabase(_server.ConnectionString("postgres"));
        var ends = new List<End>();
        for (var round = 1; round <= Rounds; round++)
        {
            ends.AddRange(await AppendUntilKilled(database.Subjects, acknowledgements: 100 * round));
            _server.Start();
            foreach (var end in ends)
            {
                await Verify(database.Subjects, end);
            }
        }

        Assert.Equal(database.Scalar("SELECT COUNT(*) FROM event"), await database.Subjects.LastPosition(Cancellation));
        Assert.Equal(0, database.Scalar("SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM event e WHERE e.subject = s.subject)"));
        Assert.Equal(0, database.Scalar("SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM record r WHERE r.subject = s.subject)"));
        Assert.Null(database.FirstBrokenEvent());
    }

    private async Task<End[]> AppendUntilKilled(ISubjectLedger ledger, int acknowledgements)
    {
        var acknowledged = new ConcurrentBag<long>();
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => AppendUntilItFails(ledger, acknowledged), Cancellation)).ToArray();
        await Eventually.Holds($"{acknowledgements} acknowledgements", () => acknowledged.Count >= acknowledgements);
        _server.Kill();
        return await Task.WhenAll(writing);
    }

    /// <summary>Two events an append, so that a half would show.</summary>
    private static async Task<End> AppendUntilItFails(ISubjectLedger ledger, ConcurrentBag<long> acknowledged)
    {
        var subject = Sample.Subject();
        for (var version = 0L; ;)
        {
            try
            {
                version = (await ledger.Append(Sample.Append(subject, version, $"{version + 1}", $"{version + 2}"))).Version;
                acknowledged.Add(version);
            }
            catch (LedgerUnavailableException)
            {
                return new End(subject, version, IsInDoubt: false);
            }
            catch (CommitOutcomeUnknownException)
            {
                return new End(subject, version, IsInDoubt: true);
            }
        }
    }

    private static async Task Verify(ISubjectLedger ledger, End end)
    {
        var head = await HeadOf(ledger, end.Subject);
        Assert.True(head == end.Acknowledged || (end.IsInDoubt && head == end.Acknowledged + 2), $"{end}, and it stands at {head}.");
        Assert.Equal(Enumerable.Range(1, (int)head).Select(number => $"{number}"), Sample.NumbersOf(await ledger.Read(end.Subject, 0, Cancellation)));
    }

    /// <summary>The first calls may meet connections that died with the server.</summary>
    private static async Task<long> HeadOf(ISubjectLedger ledger, SubjectKey subject)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await ledger.Head(subject, Cancellation);
            }
            catch (LedgerUnavailableException) when (tries < 50)
            {
                // Each failure takes a dead connection out of the pool.
            }
        }
    }

    private sealed record End(SubjectKey Subject, long Acknowledged, bool IsInDoubt);
}

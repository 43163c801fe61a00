using System.Globalization;
using CreditGate.Actors.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteLedgerKillTests : IDisposable
{
    private const int Rounds = 4;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_IsKeptWhole_WhenItsProcessIsKilledAfterTheAcknowledgement()
    {
        var acknowledged = new Dictionary<string, long>();
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var line in await AppendUntilKilled(acknowledgements: 150 * round))
            {
                var parts = line.Split(' ');
                acknowledged[parts[0]] = long.Parse(parts[1], CultureInfo.InvariantCulture);
            }

            await Verify(acknowledged);
        }
    }

    private async Task<List<string>> AppendUntilKilled(int acknowledgements)
    {
        using var process = ChildProcess.Start("append", _directory.Root);
        var lines = await process.Lines(acknowledgements, Cancellation);
        Assert.Equal(acknowledgements, lines.Count);
        return [.. lines, .. await process.Kill(Cancellation)];
    }

    private async Task Verify(Dictionary<string, long> acknowledged)
    {
        var path = _directory.File("ledger.db");
        using (var file = SqliteLedger.Open(path))
        {
            var ledger = new SqliteSubjectLedger(file, new ChangeSignal());
            foreach (var (name, version) in acknowledged)
            {
                Assert.True(SubjectKey.TryParse(name, out var subject));
                var head = await ledger.Head(subject, Cancellation);
                var numbers = Sample.NumbersOf(await ledger.Read(subject, 0, Cancellation));
                Assert.True(head >= version, $"{name} was acknowledged at {version} and stands at {head}.");
                Assert.Equal(Enumerable.Range(1, (int)head).Select(number => $"{number}"), numbers);
            }
        }

        // Each append wrote two events and two records: none may be there by half, acknowledged or not.
        Assert.Equal(0, Database.Scalar(path, "SELECT COUNT(*) FROM subject WHERE version % 2 = 1"));
        Assert.Equal(0, Database.Scalar(path, "SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM event e WHERE e.subject = s.subject)"));
        Assert.Equal(0, Database.Scalar(path, "SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM record r WHERE r.subject = s.subject)"));
        Assert.Null(Chains.FirstBroken(path, "event", "position"));
    }
}

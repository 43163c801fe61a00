using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Several nodes on one database: each has writers of its own.</summary>
public sealed class PostgresWritersTests(SharedPostgres postgres) : IDisposable
{
    private const int Subjects = 100;
    private const int Rounds = 6;

    private readonly LedgerDatabase _one = new(postgres);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _one.Dispose();

    [Fact]
    public async Task Append_LosesNothingAndNeverDeadlocks_WhenTwoNodesRaceOnTheSameSubjects()
    {
        using var other = new LedgerDatabase(_one.ConnectionString);
        var subjects = Enumerable.Range(0, Subjects).Select(_ => Sample.Subject()).ToArray();

        var won = await Task.WhenAll(
            Race(_one.Subjects, subjects, "one"), Race(other.Subjects, subjects.Reverse().ToArray(), "other"),
            RaceInBulk(_one.Subjects, subjects, "bulk-one"), RaceInBulk(other.Subjects, subjects, "bulk-other"));

        var wins = won.SelectMany(static all => all).ToLookup(static win => win.Subject, static win => win.Number);
        foreach (var subject in subjects)
        {
            var history = await _one.Subjects.Read(subject, 0, Cancellation);
            Assert.Equal(Enumerable.Range(1, history.Count).Select(version => (long)version), history.Select(stored => stored.Version));
            Assert.Equal(wins[subject].Order(StringComparer.Ordinal), Sample.NumbersOf(history).Order(StringComparer.Ordinal));
        }

        Assert.Equal(_one.Scalar("SELECT COUNT(*) FROM event"), await other.Subjects.LastPosition(Cancellation));
        Assert.Equal(0, _one.Scalar("SELECT COUNT(*) FROM (SELECT 1 FROM event GROUP BY position HAVING COUNT(*) > 1) AS twice"));
        Assert.Null(_one.FirstBrokenEvent());
    }

    [Fact]
    public async Task Changes_AreSeenOnceEachInOrder_WhenTheWritersAreOnOtherNodes()
    {
        using var other = new LedgerDatabase(_one.ConnectionString);
        var writing = Task.WhenAll(Write(_one.Subjects), Write(other.Subjects));

        var seen = new List<long>();
        while (!writing.IsCompleted || seen.Count < 2 * Rounds * Subjects)
        {
            seen.AddRange((await _one.Changes.Changes(seen is [.., var last] ? last : 0, 50, Cancellation)).Select(entry => entry.Position));
            Assert.False(writing.IsCompletedSuccessfully && seen.Count == 0, "Nothing of what was written is in the feed.");
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, 2 * Rounds * Subjects).Select(position => (long)position), seen);

        static Task Write(ISubjectLedger ledger) => Task.WhenAll(Enumerable.Range(0, Subjects).Select(_ => Task.Run(
            async () =>
            {
                var subject = Sample.Subject();
                for (var version = 0; version < Rounds; version++)
                {
                    await ledger.Append(SampleChange.With(Sample.Append(subject, version, $"{version}")));
                }
            },
            Cancellation)));
    }

    [Fact]
    public async Task MirrorsDelivered_NeverDeadlocks_WhenItRacesWithAppendsOfTheSameMirrors()
    {
        var (entity, persons) = (Sample.Subject(), Enumerable.Range(0, 20).Select(_ => Sample.Subject()).ToArray());
        var mirrors = persons.Select(person => Sample.Mirror(person, Sample.Penalty("1"), entity.Value)).ToArray();
        for (var version = 0; version < Rounds; version++)
        {
            await Task.WhenAll(
                _one.Subjects.Append(Sample.Append(entity, version, "1") with { Mirrors = [.. mirrors] }),
                _one.Subjects.MirrorsDelivered([.. mirrors.Reverse()]));
        }

        await _one.Subjects.MirrorsDelivered(mirrors);
        Assert.Empty(await _one.Subjects.PendingMirrors(100, Cancellation));
    }

    private static Task<List<(SubjectKey Subject, string Number)>> Race(ISubjectLedger ledger, SubjectKey[] subjects, string name) => Task.Run(
        async () =>
        {
            var (won, versions) = (new List<(SubjectKey, string)>(), new long[subjects.Length]);
            for (var round = 0; round < Rounds; round++)
            {
                var number = $"{name}-{round}";
                var outcomes = await Task.WhenAll(subjects.Select((subject, index) => ledger.Append(Sample.Append(subject, versions[index], number))));
                won.AddRange(subjects.Where((_, index) => outcomes[index].Committed).Select(subject => (subject, number)));
                versions = Array.ConvertAll(outcomes, static outcome => outcome.Version);
            }

            return won;
        },
        Cancellation);

    private static Task<List<(SubjectKey Subject, string Number)>> RaceInBulk(ISubjectLedger ledger, SubjectKey[] subjects, string name) => Task.Run(
        async () =>
        {
            var won = new List<(SubjectKey, string)>();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var some in subjects.Chunk(10))
                {
                    var number = $"{name}-{round}";
                    var histories = await ledger.Histories(some, 0, Cancellation);
                    var outcome = await ledger.AppendMany([.. some.Zip(histories, (subject, history) => Sample.Append(subject, history.Version, number))]);
                    won.AddRange(outcome.Committed ? some.Select(subject => (subject, number)) : []);
                }
            }

            return won;
        },
        Cancellation);
}

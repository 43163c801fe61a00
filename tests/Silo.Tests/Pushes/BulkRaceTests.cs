using System.Collections.Concurrent;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class BulkRaceTests : IAsyncLifetime, IDisposable
{
    private const int Companies = 40;
    private const int RowsEach = 150;

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentDictionary<int, long> _acknowledged = new();
    private PushingSilo _silo = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Run_LosesNothingAndNoReaderGoesBack_WhenGrainsPushToTheSameSubjects()
    {
        using var ended = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(() => Read(reader, ended.Token), Cancellation)).ToArray();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => Write(writer), Cancellation)).ToArray();
        var rows = Enumerable.Range(0, RowsEach * Companies).Select(static row => Penalty(Company(1 + (row % Companies)), $"示罚{row}号"));

        var end = await _silo.Push([.. rows]);
        foreach (var serial in Enumerable.Range(1, Companies))
        {
            Assert.Equal(RowsEach, (await _silo.Records(Company(serial))).Count(static record => record.Source == Market));
        }

        await Task.WhenAll(writers);
        await ended.CancelAsync();
        Assert.All(await Task.WhenAll(readers), static reads => Assert.True(reads > 0));

        Assert.Equal((PushState.Completed, RowsEach * Companies), (end.State, end.Created + end.Unchanged));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM subject s WHERE version <> (SELECT MAX(version) FROM event e WHERE e.subject = s.subject)"));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM event e WHERE e.subject = s.subject)"));
        Assert.Null(Tests.Ledger.Chains.FirstBroken(_silo.Ledger, "event", "position"));
    }

    private async Task Write(int writer)
    {
        for (var turn = 0; turn < 60; turn++)
        {
            var serial = 1 + ((turn + (writer * 10)) % Companies);
            var reply = await _silo.Silo.Push(Key(Company(serial)), Rows.Permit((writer * 1_000) + turn) with { Source = "D16" });
            _acknowledged.AddOrUpdate(serial, reply.Version, (_, known) => Math.Max(known, reply.Version));
        }
    }

    /// <summary>Versions never go back, and never stay behind what was acknowledged before the question.</summary>
    private async Task<int> Read(int reader, CancellationToken ended)
    {
        var seen = new long[Companies + 1];
        var reads = 0;
        for (var turn = reader; !ended.IsCancellationRequested; turn++, reads++)
        {
            var serial = 1 + (turn % Companies);
            var before = Math.Max(seen[serial], _acknowledged.GetValueOrDefault(serial));
            seen[serial] = (await _silo.Silo.Check(SubjectKey.Of(FictionalCodes.Entity(serial)))).Answer.Version;
            Assert.True(seen[serial] >= before, $"Company {serial} went back from {before} to {seen[serial]}.");
        }

        return reads;
    }
}

using System.Diagnostics;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Pushes;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>Two nodes of one cluster: what one of them appends in bulk, activations of the other hold before it is acknowledged.</summary>
public sealed class CatchUpTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly NodesOfATest _nodes = new(postgres.NewDatabase());
    private RunningSilo _one = null!;
    private RunningSilo _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_one, _other) = ((await _nodes.Join()).Silo, (await _nodes.Join()).Silo);
        await Eventually.Holds("both nodes are members", () => _nodes.All.All(static node => Members(node.Silo) == 2));
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Write_IsSeenByEveryCheckAfterIt_WhereverTheSubjectsAreActive()
    {
        var subjects = Enumerable.Range(0, 20).Select(static _ => Rows.Entity()).ToArray();
        await _nodes.Activate(subjects);
        Assert.All([_one, _other], static node => Assert.NotEqual(0, node.Services.GetRequiredService<ActiveSubjects>().Count));

        for (var round = 1; round <= 60; round++)
        {
            await Bulk(_nodes.All[round % 2].Silo, subjects, round);
            var replies = await Task.WhenAll(subjects.Select(subject => _one.Check(subject)));
            Assert.All(replies, reply => Assert.Equal(round, reply.Answer.Version));
        }
    }

    [Fact]
    public async Task Job_IsSeenByEveryCheckAfterItsEnd_WhereverTheSubjectsAreActive()
    {
        var companies = Enumerable.Range(1, 50).Select(PushingSilo.Company).ToArray();
        for (var round = 1; round <= 5; round++)
        {
            await _nodes.Activate([.. companies.Select(PushingSilo.Key)]);
            var end = await _nodes.All[round % 2].Push(companies.Select(company => PushingSilo.Penalty(company, $"示罚{round}号")));

            Assert.Equal((PushState.Completed, companies.Length), (end.State, end.Created));
            var replies = await Task.WhenAll(companies.Select(company => _other.Check(PushingSilo.Key(company))));
            Assert.All(replies, reply => Assert.Equal(round, reply.Answer.Version));
        }
    }

    /// <summary>The other node's tail stands still: its answers are old, and must say so by the time the write is acknowledged.</summary>
    [Fact]
    public async Task Write_IsAcknowledged_WhenANodeThatDoesNotCatchUpCallsItsAnswersUnconfirmed()
    {
        var subjects = Enumerable.Range(0, 20).Select(static _ => Rows.Entity()).ToArray();
        await _nodes.Activate(subjects);
        var gate = new Gate();
        _other.Ledger.BeforePulse = gate.Pass;
        await Within.Comes("the tail stands still", gate.Reached);

        var started = Stopwatch.GetTimestamp();
        await Bulk(_one, subjects, 1);
        var replies = await Task.WhenAll(subjects.Select(subject => _one.Check(subject)));

        Assert.True(Stopwatch.GetElapsedTime(started) > LedgerPulse.Limit);
        Assert.Contains(replies, static reply => reply.Answer.Version == 0);
        Assert.All(replies, static reply => Assert.True(
            reply.Answer.Version == 1 || reply.Answer.DecidedAt - reply.ConfirmedAt > LedgerPulse.Limit, "An old answer calls itself confirmed after the acknowledgement."));
        Assert.Contains(_one.Log.Entries, static entry => entry.Event == 1401);
        gate.Open();
        await Eventually.Holds("all are up to date again", () => subjects.All(subject => _one.Check(subject).GetAwaiter().GetResult().Answer.Version == 1));
    }

    private static Task<BulkBatch> Bulk(RunningSilo node, SubjectKey[] subjects, int round) => node.Services.GetRequiredService<BulkWriter>().Write(
        new BulkOrder([.. subjects.Select(subject => new SubjectRows(subject, [new PushRow(Rows.Permit(round), true)]))], "示例凭据"), Cancellation);

    private static int Members(RunningSilo node) =>
        node.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members.Values.Count(static member => member.Status == SiloStatus.Active);
}

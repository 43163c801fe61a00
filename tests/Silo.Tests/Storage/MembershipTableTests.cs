using System.Net;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;
using Xunit;

namespace CreditGate.Silo.Tests.Storage;

/// <summary>The list of nodes in PostgreSQL, through the provider that reads our statements.</summary>
public sealed class MembershipTableTests(SharedPostgres postgres)
{
    private static readonly DateTime Start = new(2026, 11, 24, 1, 2, 3, DateTimeKind.Utc);

    private readonly string _database = postgres.NewDatabase();
    private int _port = 11_110;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Insert_KeepsEverythingOfANode()
    {
        var table = await Open();
        var node = Node();

        Assert.True(await table.InsertRowAsync(node, await Next(table), Cancellation));
        var kept = (await table.ReadRowAsync(node.SiloAddress, Cancellation)).Members.Single().Item1;

        Assert.Equal(
            (node.SiloAddress, node.SiloName, node.HostName, node.Status, node.ProxyPort, node.StartTime, node.IAmAliveTime),
            (kept.SiloAddress, kept.SiloName, kept.HostName, kept.Status, kept.ProxyPort, kept.StartTime, kept.IAmAliveTime));
        Assert.Equal(1, (await table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task Insert_IsRefused_WhenTheListMovedOnOrTheNodeIsThere()
    {
        var table = await Open();
        var (node, first) = (Node(), await Next(table));
        await table.InsertRowAsync(node, first, Cancellation);

        Assert.False(await table.InsertRowAsync(Node(), first, Cancellation));
        Assert.False(await table.InsertRowAsync(node, await Next(table), Cancellation));
        Assert.Equal((1, 1), ((await table.ReadAllAsync(Cancellation)).Members.Count, (await table.ReadAllAsync(Cancellation)).Version.Version));
    }

    [Fact]
    public async Task Update_KeepsStatusAndSuspicions_AndIsRefusedFromAnOldVersion()
    {
        var table = await Open();
        var node = Node();
        await table.InsertRowAsync(node, await Next(table), Cancellation);
        var old = await Next(table);
        node.Status = SiloStatus.Dead;
        node.AddSuspector(Node().SiloAddress, Start);

        var mark = await Mark(table, node);

        Assert.True(await table.UpdateRowAsync(node, mark, old, Cancellation));
        node.Status = SiloStatus.Active;
        Assert.False(await table.UpdateRowAsync(node, mark, old, Cancellation));
        Assert.False(await table.UpdateRowAsync(Node(), mark, await Next(table), Cancellation));

        var kept = (await table.ReadAllAsync(Cancellation)).Members.Single().Item1;
        Assert.Equal((SiloStatus.Dead, Start), (kept.Status, kept.SuspectTimes!.Single().Item2));
    }

    [Fact]
    public async Task Update_IsWonByOne_WhenManyGoOnFromOneVersion()
    {
        var tables = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Open()));
        var nodes = tables.Select(_ => Node()).ToArray();
        foreach (var node in nodes)
        {
            await tables[0].InsertRowAsync(node, await Next(tables[0]), Cancellation);
        }

        for (var round = 0; round < 20; round++)
        {
            var next = await Next(tables[0]);
            var marks = await Task.WhenAll(nodes.Select(node => Mark(tables[0], node)));
            using var begin = new Barrier(tables.Length);
            var won = await Task.WhenAll(tables.Select((table, index) => Task.Run(async () =>
            {
                begin.SignalAndWait(Cancellation);
                return await table.UpdateRowAsync(nodes[index], marks[index], next, Cancellation);
            })));

            Assert.Single(won, true);
            Assert.Equal(next.Version, (await tables[0].ReadAllAsync(Cancellation)).Version.Version);
        }
    }

    [Fact]
    public async Task SignOfLife_LeavesTheVersionAlone()
    {
        var table = await Open();
        var node = Node();
        await table.InsertRowAsync(node, await Next(table), Cancellation);
        node.IAmAliveTime = Start.AddMinutes(5);

        await table.UpdateIAmAliveAsync(node, Cancellation);

        var read = await table.ReadAllAsync(Cancellation);
        Assert.Equal((1, Start.AddMinutes(5)), (read.Version.Version, read.Members.Single().Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Cleanup_TakesDeadNodesOfLongAgo_AndNoOthers()
    {
        var table = await Open();
        SiloStatus[] states = [SiloStatus.Dead, SiloStatus.Active];
        foreach (var (status, alive) in states.SelectMany(static status => (DateTime[])[Start, Start.AddDays(8)], static (status, alive) => (status, alive)))
        {
            var node = Node();
            (node.Status, node.IAmAliveTime) = (status, alive);
            await table.InsertRowAsync(node, await Next(table), Cancellation);
        }

        await table.CleanupDefunctSiloEntriesAsync(Start.AddDays(1), Cancellation);

        Assert.Equal(
            [(SiloStatus.Dead, Start.AddDays(8)), (SiloStatus.Active, Start), (SiloStatus.Active, Start.AddDays(8))],
            (await table.ReadAllAsync(Cancellation)).Members.Select(static member => (member.Item1.Status, member.Item1.IAmAliveTime)).OrderByDescending(static one => one.Status).ThenBy(static one => one.IAmAliveTime));
    }

    [Fact]
    public async Task Clusters_OfOneDatabaseDoNotSeeEachOther()
    {
        var (one, other) = (await Open(), await Open("creditgate-2"));
        await one.InsertRowAsync(Node(), await Next(one), Cancellation);
        await other.InsertRowAsync(Node(), await Next(other), Cancellation);

        await one.DeleteMembershipTableEntriesAsync("creditgate", Cancellation);

        Assert.Single((await other.ReadAllAsync(Cancellation)).Members);
    }

    private async Task<AdoNetClusteringTable> Open(string cluster = "creditgate")
    {
        var options = new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = _database };
        var table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = cluster, ServiceId = "creditgate" }),
            Options.Create(options),
            NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTableAsync(true, Cancellation);
        return table;
    }

    private static async Task<TableVersion> Next(AdoNetClusteringTable table) => (await table.ReadAllAsync(Cancellation)).Version.Next();

    private static async Task<string> Mark(AdoNetClusteringTable table, MembershipEntry node) =>
        (await table.ReadRowAsync(node.SiloAddress, Cancellation)).Members.Single().Item2;

    private MembershipEntry Node() => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, Interlocked.Increment(ref _port), 7),
        SiloName = "示例节点",
        HostName = "node-1",
        Status = SiloStatus.Active,
        ProxyPort = 30_000,
        StartTime = Start,
        IAmAliveTime = Start,
    };
}

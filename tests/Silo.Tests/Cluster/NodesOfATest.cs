using System.Net;
using System.Net.Sockets;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Pushes;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime.Placement;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>Several nodes in this process over one PostgreSQL ledger: of one cluster, or each alone, as after a partition.</summary>
internal sealed class NodesOfATest(string postgres) : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<PushingSilo> _nodes = [];
    private IPEndPoint? _primary;

    public IReadOnlyList<PushingSilo> All => _nodes;

    public string Postgres => postgres;

    /// <summary>One more node of the one cluster; the first is its primary.</summary>
    public Task<PushingSilo> Join(Action<HostApplicationBuilder>? configure = null, Action<SteeredLedger>? steer = null)
    {
        var own = new IPEndPoint(IPAddress.Loopback, FreePort());
        _primary ??= own;
        return Start(builder =>
        {
            builder.Services.Configure<EndpointOptions>(options => options.SiloPort = own.Port);
            builder.Services.Configure<DevelopmentClusterMembershipOptions>(options => options.PrimarySiloEndpoint = _primary);
            configure?.Invoke(builder);
        }, steer);
    }

    /// <summary>A node that knows of no other: it has activations of its own of whatever it is asked for.</summary>
    public Task<PushingSilo> StandAlone(Action<HostApplicationBuilder>? configure = null, Action<SteeredLedger>? steer = null) => Start(configure, steer);

    /// <summary>Has subjects active, one on each node in turn.</summary>
    public async Task Activate(IReadOnlyList<SubjectKey> subjects)
    {
        for (var index = 0; index < subjects.Count; index++)
        {
            var node = _nodes[index % _nodes.Count].Silo;
            RequestContext.Set(IPlacementDirector.PlacementHintKey, node.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
            await node.Check(subjects[index]);
        }

        RequestContext.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Enumerable.Reverse(_nodes))
        {
            await node.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task<PushingSilo> Start(Action<HostApplicationBuilder>? configure, Action<SteeredLedger>? steer)
    {
        var node = await PushingSilo.Start(_directory.File($"node{_nodes.Count}"), postgres, configure, steer, _directory.File("keys"));
        _nodes.Add(node);
        return node;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

using System.Globalization;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Tests.Postgres;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>Nodes of one cluster in this process: real HTTP, real connections between them, one PostgreSQL database, one Redis.</summary>
internal sealed class GateCluster(SharedPostgres postgres) : IAsyncDisposable
{
    private readonly string _database = postgres.NewDatabase(isUpgraded: false);
    private readonly OwnDirectory _directory = new();
    private readonly Dictionary<string, RunningGate> _nodes = [];
    private readonly Dictionary<string, int> _ports = [];

    public RedisServer Redis { get; } = new();

    public string Database => _database;

    public string Keys => Path.Combine(_directory.Path, "keys");

    public RunningGate this[string name] => _nodes[name];

    /// <summary>Options of a node; a name keeps its ports and its data directory from start to start.</summary>
    public string[] Options(string name, string membership, string role, params string[] args) =>
    [
        "--postgres", _database, "--keys", Keys, "--cluster", membership, "--redis", Redis.ConnectionString, "--role", role, "--node-address", "127.0.0.1",
        "--silo-port", Port($"{name} silo"), "--gateway-port", Port($"{name} gateway"), "--drain-seconds", "2", .. args,
    ];

    public async Task<RunningGate> Start(string name, string membership = "redis", string role = "all", params string[] args) =>
        _nodes[name] = await RunningGate.Start(directory: Directory(name), args: Options(name, membership, role, args));

    public async Task Stop(string name)
    {
        _nodes.Remove(name, out var node);
        await node!.Stop();
    }

    public string Directory(string name) => Path.Combine(_directory.Path, name);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.Stop();
        }

        Redis.Dispose();
        _directory.Dispose();
    }

    private string Port(string use)
    {
        if (!_ports.TryGetValue(use, out var port))
        {
            _ports[use] = port = RedisServer.FreePort();
        }

        return port.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Net;
using System.Text.Json;
using CreditGate.ClusterTests.Networks;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Redis;
using Npgsql;
using Xunit;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>Nodes as processes over one real PostgreSQL and one real Redis, each with its own data directory, all with the same keys.</summary>
internal sealed class Cluster : IDisposable
{
    private const string FirstDatabase = "creditgate";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(150);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("creditgate-cluster-");
    private readonly SortedDictionary<int, Node> _nodes = [];
    private readonly List<string> _mounts = [];
    private readonly int _postgresPort;
    private readonly int _redisPort;

    public Cluster(INodeNetwork network)
        : this(network, static listens => new PostgresServer(listens), static listens => new RedisServer(listens))
    {
    }

    /// <summary>Owns the network and whatever is started: all is stopped when something else does not start.</summary>
    internal Cluster(INodeNetwork network, Func<IPEndPoint, PostgresServer> postgres, Func<IPEndPoint, RedisServer> redis)
    {
        Network = network;
        try
        {
            (_postgresPort, _redisPort) = (FreePort.Next(network.Servers), FreePort.Next(network.Servers));
            Postgres = postgres(new IPEndPoint(network.Servers, _postgresPort));
            Redis = redis(new IPEndPoint(network.Servers, _redisPort));
            using var connection = Connect("postgres");
            using var create = new NpgsqlCommand($"CREATE DATABASE {FirstDatabase}", connection);
            create.ExecuteNonQuery();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public INodeNetwork Network { get; }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    /// <summary>That nodes are started with from now on.</summary>
    public string Database { get; set; } = FirstDatabase;

    public IReadOnlyCollection<Node> Nodes => _nodes.Values;

    /// <summary>Those that callers ask.</summary>
    public Node[] Doors => [.. Nodes.Where(static node => node.IsDoor)];

    public string Key { get; private set; } = "";

    public int[] ServerPorts => [_postgresPort, _redisPort];

    public Node this[int number] => _nodes[number];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeysDirectory => Path.Combine(_root.FullName, "keys");

    public string DataOf(int number) => Path.Combine(_root.FullName, $"node-{number}");

    /// <summary>Gives a node that is yet to start a disk of its own for its data.</summary>
    public void MountData(int number, int mebibytes)
    {
        Assert.True(Environment.UserName == "root", "A full disk is made with a small file system, and to mount one needs root: run these tests as root.");
        Directory.CreateDirectory(DataOf(number));
        Shell.Run($"mount -t tmpfs -o size={mebibytes}m tmpfs {DataOf(number)}");
        _mounts.Add(DataOf(number));
    }

    /// <summary>Starts nodes 1 to so many, and waits until each is ready and knows of all.</summary>
    /// <param name="fault">Name of what is taken out of them; null for whole ones.</param>
    public Task Start(int nodes, string? fault = null, params string[] further) => Start(Enumerable.Repeat("all", nodes), fault, further);

    /// <summary>Starts nodes that hold subjects, numbered from 1, and then nodes before them that callers ask.</summary>
    public Task StartSplit(int silos, int doors) => Start([.. Enumerable.Repeat("silo", silos), .. Enumerable.Repeat("api", doors)], fault: null, []);

    /// <summary>Starts a node over the same ledger that is in no cluster with the others.</summary>
    public Task StartApart(int number, string? fault)
    {
        Add(number, "all", fault, ["--cluster-id", "apart"]);
        return Ready(number);
    }

    /// <summary>Starts a node again whose process has ended. It keeps its address, ports and data.</summary>
    public void Launch(int number)
    {
        var node = _nodes[number];
        node.Process?.Dispose();
        string[] program = node.Fault is null ? ["CreditGate.Api.dll"] : ["CreditGate.FaultyNode.dll", node.Fault];
        node.Process = NodeProcess.Start(
            [.. Network.CommandOf(number), "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, program[0]), .. program[1..], .. OptionsOf(node)],
            LogOf(number));
    }

    /// <summary>As a supervisor does: every node that has ended is started again, until all are ready. A node that the others took for dead ends by itself.</summary>
    public Task Supervise() => Task.WhenAll(Nodes.Select(node => Ready(node.Number, isSupervised: true)));

    /// <summary>Waits until a node says that it is ready.</summary>
    /// <param name="nodes">And that the cluster has so many nodes alive; 0 for any.</param>
    /// <param name="isSupervised">Should it end meanwhile, it is started again.</param>
    public async Task Ready(int number, int nodes = 0, bool isSupervised = false)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var said = "nothing";
        using var client = new HttpClient { BaseAddress = _nodes[number].Address, Timeout = TimeSpan.FromSeconds(2) };
        while (!await IsReady())
        {
            if (isSupervised && _nodes[number].Process!.HasEnded)
            {
                Launch(number);
            }

            Assert.False(_nodes[number].Process!.HasEnded, $"Node {number} ended before it was ready.{Environment.NewLine}{Tail(number)}");
            Assert.False(limit.IsCancellationRequested, $"Node {number} was not ready within {StartLimit.TotalSeconds} s: {said}{Environment.NewLine}{Tail(number)}");
            await looks.WaitForNextTickAsync(Cancellation);
        }

        async Task<bool> IsReady()
        {
            try
            {
                using var response = await client.GetAsync("/health/ready", Cancellation);
                said = await response.Content.ReadAsStringAsync(Cancellation);
                return response.IsSuccessStatusCode && (nodes == 0 || JsonDocument.Parse(said).RootElement.GetProperty("nodes").GetInt32() == nodes);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !Cancellation.IsCancellationRequested)
            {
                said = failure.Message;
                return false;
            }
        }
    }

    public NpgsqlConnection Connect(string database = FirstDatabase)
    {
        var connection = new NpgsqlConnection(Postgres.ConnectionString(database));
        connection.Open();
        return connection;
    }

    /// <summary>The last that every node printed, to go with a failure.</summary>
    public string Tails() => string.Join(Environment.NewLine, _nodes.Keys.Select(Tail));

    public void Dispose()
    {
        foreach (var node in Nodes)
        {
            node.Process?.Dispose();
        }

        _mounts.ForEach(static mount => Shell.Run($"umount {mount}"));
        Redis?.Dispose();
        Postgres?.Dispose();
        Network.Dispose();
        _root.Delete(recursive: true);
    }

    private async Task Start(IEnumerable<string> roles, string? fault, string[] further)
    {
        foreach (var (index, role) in roles.Index())
        {
            Add(index + 1, role, fault, further);
            if (index == 0)
            {
                await Ready(1, nodes: 1);
                Key = (await File.ReadAllTextAsync(Path.Combine(DataOf(1), "operator.key"), Cancellation)).Trim();
            }
        }

        var hosts = Nodes.Count(static node => node.Role != "api");
        await Task.WhenAll(Nodes.Select(node => Ready(node.Number, hosts)));
    }

    private void Add(int number, string role, string? fault, string[] further)
    {
        _nodes[number] = new Node(number, new Uri($"http://{Network.AddressOf(number)}:{FreePort.Next(IPAddress.Any)}"), role, fault, further);
        ShareKey(number);
        Launch(number);
    }

    private string LogOf(int number) => Path.Combine(_root.FullName, $"node-{number}.log");

    /// <summary>The last lines, and before them whatever went wrong: a failure is often named long before the end.</summary>
    private string Tail(int number)
    {
        const int Last = 25;
        if (!File.Exists(LogOf(number)))
        {
            return "";
        }

        var lines = File.ReadAllLines(LogOf(number));
        var failures = lines.SkipLast(Last).Where(static line => line.Contains(" fail: ", StringComparison.Ordinal)).TakeLast(Last);
        return string.Join(Environment.NewLine, [$"--- node {number}", .. failures.Select(static line => Cut(line, 1_500)), .. lines.TakeLast(Last).Select(static line => Cut(line, 300))]);
    }

    private static string Cut(string line, int most) => line[..Math.Min(line.Length, most)];

    /// <summary>One operator key for all: the first node made it, the others are given it.</summary>
    private void ShareKey(int number)
    {
        Directory.CreateDirectory(DataOf(number));
        if (number > 1)
        {
            File.Copy(Path.Combine(DataOf(1), "operator.key"), Path.Combine(DataOf(number), "operator.key"));
        }
    }

    private string[] OptionsOf(Node node) =>
    [
        "--data", DataOf(node.Number), "--keys", KeysDirectory, "--urls", node.Address.ToString(),
        "--postgres", Postgres.AddressOf(Database), "--cluster", "redis", "--redis", $"{Network.Servers}:{_redisPort}",
        "--node-address", $"{Network.AddressOf(node.Number)}", "--role", node.Role, "--silo-port", $"{node.SiloPort}", "--gateway-port", $"{node.GatewayPort}", "--drain-seconds", "2", .. node.Further,
    ];
}

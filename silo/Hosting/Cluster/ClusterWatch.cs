using CreditGate.Domain;
using CreditGate.Silo.Health;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>Whether this node takes part in its cluster, and whether the list of nodes can be read.</summary>
/// <remarks>A running cluster does without the list: nodes go on, and only none can join or be declared dead. So its loss is told, and takes no node out of service.</remarks>
public sealed partial class ClusterWatch : BackgroundService
{
    /// <summary>Between two reads of the list.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(3);

    private static readonly Fault Apart = new("not-in-cluster", new(
        "本节点未加入集群或已被移出，不再承载主体；请查看日志，必要时重启本节点。",
        "This node has not joined its cluster, or was put out of it, and holds no subjects. Look at its log; restart it if it stays so."));

    private static readonly Fault ListSilent = new("membership-silent", new(
        "节点名单无法读取；运行中的节点照常服务，但新节点无法加入，故障节点无法被移出。请恢复 Redis 或 PostgreSQL。",
        "The list of nodes cannot be read. Running nodes go on, but none can join and a dead one is not put out. Bring Redis or PostgreSQL back."));

    private static readonly Fault NoHosts = new("no-grain-hosts", new(
        "集群中没有承载主体的节点：查询改由账本判定，写入返回 503。请启动 silo 节点。",
        "No node of the cluster holds subjects: checks are decided from the ledger, writes are answered 503. Start a node with grains."));

    private readonly ClusterView _view;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterWatch> _logger;
    private volatile bool _isSilent;

    internal ClusterWatch(ClusterView view, TimeProvider time, ILogger<ClusterWatch> logger) => (_view, _time, _logger) = (view, time, logger);

    /// <summary>Nodes with grains that count as alive.</summary>
    public int Nodes => _view.Nodes;

    /// <summary>The part "cluster", as it is now; the list as last read.</summary>
    public Part Part => this switch
    {
        { _view.TakesPart: false } => new("cluster", Apart),
        { _isSilent: true } => new("cluster", ListSilent, IsDegraded: true),
        { Nodes: 0 } => new("cluster", NoHosts, IsDegraded: true),
        _ => Part.Well("cluster"),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            await Read(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Read(CancellationToken cancellation)
    {
        try
        {
            await _view.Read().WaitAsync(ReadLimit, _time, cancellation);
            if (_isSilent)
            {
                LogSpeaksAgain();
            }

            _isSilent = false;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            if (!_isSilent)
            {
                LogSilent(failure);
            }

            _isSilent = true;
        }
    }

    [LoggerMessage(2852, LogLevel.Error, "The list of nodes cannot be read; this node goes on with those it knows")]
    private partial void LogSilent(Exception failure);

    [LoggerMessage(2853, LogLevel.Information, "The list of nodes can be read again")]
    private partial void LogSpeaksAgain();
}

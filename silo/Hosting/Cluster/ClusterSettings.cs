using System.Net;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>How a process takes part in a cluster. Nodes of one cluster agree on membership, id, Redis and PostgreSQL; address and ports are each node's own.</summary>
public sealed record ClusterSettings
{
    /// <summary>Where the nodes find each other.</summary>
    public required Membership Membership { get; init; }

    /// <summary>Nodes of one id belong together. Clusters of different ids share no membership, but whatever ledger they are given.</summary>
    public string ClusterId { get; init; } = "creditgate";

    /// <summary>Required for membership in Redis; when given it also carries wake-ups. Null: PostgreSQL does.</summary>
    public RedisAddress? Redis { get; init; }

    /// <summary>What this process does.</summary>
    public NodeRole Role { get; init; } = NodeRole.All;

    /// <summary>Where other nodes reach this one. It listens there and nowhere else.</summary>
    public IPAddress NodeAddress { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port for other nodes, 1 to 65535.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>TCP port for nodes of the role <see cref="NodeRole.Api"/>, 1 to 65535; 0 when there are none.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary>Tries what others must have ready, before this process takes anything.</summary>
    /// <exception cref="IOException">Redis does not answer, or a port is taken.</exception>
    internal void EnsureUsable()
    {
        Redis?.EnsureReachable();
        if (Role != NodeRole.Api)
        {
            NodeEndpoint.EnsureFree(this);
        }
    }
}

/// <summary>What keeps the list of nodes.</summary>
public enum Membership
{
    Redis,
    Postgres,
}

/// <summary>What a process does.</summary>
public enum NodeRole
{
    /// <summary>HTTP and grains: the recommended shape, since a check of a subject at hand makes no hop.</summary>
    All,

    /// <summary>HTTP, and the receipts of its own answers; the grains are elsewhere.</summary>
    Api,

    /// <summary>Grains, push jobs and sweeps; over HTTP only health and metrics.</summary>
    Silo,
}

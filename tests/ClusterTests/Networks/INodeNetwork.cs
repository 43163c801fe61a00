using System.Net;

namespace CreditGate.ClusterTests.Networks;

/// <summary>Where nodes, servers and clients reach each other.</summary>
internal interface INodeNetwork : IDisposable
{
    /// <summary>Where PostgreSQL, Redis and the clients are.</summary>
    IPAddress Servers { get; }

    IPAddress AddressOf(int node);

    /// <summary>What must stand before the command of a node, for it to run at its place.</summary>
    string[] CommandOf(int node);
}

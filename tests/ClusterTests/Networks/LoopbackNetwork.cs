using System.Net;

namespace CreditGate.ClusterTests.Networks;

/// <summary>Everybody on the loopback address, at ports of their own. It cannot be cut.</summary>
internal sealed class LoopbackNetwork : INodeNetwork
{
    public IPAddress Servers => IPAddress.Loopback;

    public IPAddress AddressOf(int node) => IPAddress.Loopback;

    public string[] CommandOf(int node) => [];

    public void Dispose()
    {
    }
}

using System.Net;

namespace CreditGate.ClusterTests.Networks;

/// <summary>As the loopback network, with all nodes on the machine's first core: their callers, who are to be more than the nodes can answer, have the others.</summary>
internal sealed class OneCoreNetwork : INodeNetwork
{
    public IPAddress Servers => IPAddress.Loopback;

    public IPAddress AddressOf(int node) => IPAddress.Loopback;

    public string[] CommandOf(int node) => ["taskset", "-c", "0"];

    public void Dispose()
    {
    }
}

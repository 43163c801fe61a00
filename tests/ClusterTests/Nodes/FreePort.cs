using System.Net;
using System.Net.Sockets;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>Ports that were free just now, each given once.</summary>
internal static class FreePort
{
    private static readonly HashSet<int> Given = [];

    public static int Next(IPAddress address)
    {
        lock (Given)
        {
            while (true)
            {
                using var probe = new TcpListener(address, 0);
                probe.Start();
                var port = ((IPEndPoint)probe.LocalEndpoint).Port;
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }
    }
}

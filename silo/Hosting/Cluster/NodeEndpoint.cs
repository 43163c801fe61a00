using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>Where other nodes reach this one.</summary>
public static class NodeEndpoint
{
    /// <summary>The address of the host's name; null when that leads nowhere, or only back to this machine.</summary>
    /// <remarks>Loopback is never a default: nodes of several machines would all announce it, and each would find only itself.</remarks>
    public static IPAddress? OfHostName()
    {
        try
        {
            return Array.Find(Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork), static address => !IPAddress.IsLoopback(address));
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The address is not this machine's, or another process listens on one of the ports.</exception>
    internal static void EnsureFree(ClusterSettings cluster)
    {
        Ensure(cluster.NodeAddress, cluster.SiloPort, "--silo-port");
        if (cluster.GatewayPort is not 0)
        {
            Ensure(cluster.NodeAddress, cluster.GatewayPort, "--gateway-port");
        }
    }

    private static void Ensure(IPAddress address, int port, string option)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new IOException($"Port {port} of {address} is taken, or not for this account. Give another with {option}.", error);
        }
        catch (SocketException error)
        {
            var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(static card => card.GetIPProperties().UnicastAddresses).Select(static card => card.Address);
            throw new IOException($"This machine cannot listen on {address}. Give one of its own addresses with --node-address: {string.Join(", ", own)}.", error);
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace CreditGate.Silo.Tests.Postgres;

/// <summary>Stands between a client and the server, and can lose the connection just when the server says that it committed.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socketPath;

    public CuttingProxy(string socketPath)
    {
        _socketPath = socketPath;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public volatile bool CutsAtCommit;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath));
            await Task.WhenAny(Pump(client, server, static _ => false), Pump(server, client, IsCut));
        }
    }

    private bool IsCut(ReadOnlySpan<byte> said) => CutsAtCommit && said.IndexOf("COMMIT\0"u8) >= 0;

    private static async Task Pump(Socket from, Socket to, Func<ReadOnlySpan<byte>, bool> isCut)
    {
        var buffer = new byte[65_536];
        while (await from.ReceiveAsync(buffer) is > 0 and var read && !isCut(buffer.AsSpan(0, read)))
        {
            await to.SendAsync(buffer.AsMemory(0, read));
        }
    }
}

using System.Net.Sockets;
using System.Text;

namespace CreditGate.Api.Tests.Limits;

/// <summary>A client that sends just these bytes, and no more.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly TcpClient _connection = new();
    private Stream _stream = Stream.Null;

    public static Task<BareConnection> Open(Uri address, string sent, CancellationToken cancellation) => Open(address, Encoding.ASCII.GetBytes(sent), cancellation);

    public static async Task<BareConnection> Open(Uri address, byte[] sent, CancellationToken cancellation)
    {
        var opened = new BareConnection();
        await opened._connection.ConnectAsync(address.Host, address.Port, cancellation);
        opened._stream = opened._connection.GetStream();
        if (sent.Length > 0)
        {
            await opened._stream.WriteAsync(sent, cancellation);
        }

        return opened;
    }

    /// <summary>Nothing more will come: who waits for the rest of a request knows.</summary>
    public void EndSending() => _connection.Client.Shutdown(SocketShutdown.Send);

    /// <summary>What the service says until it closes the connection.</summary>
    public async Task<string> Closed(CancellationToken cancellation)
    {
        using var reader = new StreamReader(_stream, leaveOpen: true);
        try
        {
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (IOException)
        {
            return "";      // reset: closed as well
        }
    }

    public void Dispose() => _connection.Dispose();
}

using System.Net.Sockets;
using System.Text;

namespace CreditGate.Api.Tests.Limits;

/// <summary>A client that sends just these bytes, and no more.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly TcpClient _connection = new();

    public static async Task<BareConnection> Open(Uri address, string sent, CancellationToken cancellation)
    {
        var opened = new BareConnection();
        await opened._connection.ConnectAsync(address.Host, address.Port, cancellation);
        if (sent.Length > 0)
        {
            await opened._connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent), cancellation);
        }

        return opened;
    }

    /// <summary>What the service says until it closes the connection.</summary>
    public async Task<string> Closed(CancellationToken cancellation)
    {
        using var reader = new StreamReader(_connection.GetStream(), leaveOpen: true);
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

using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>One connection that sends checks made beforehand, at the least cost: the caller must not be what is overloaded.</summary>
internal sealed class CheckLine(Uri address, byte[][] requests) : IDisposable
{
    private static readonly byte[] LengthHeader = "content-length: "u8.ToArray();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;

    /// <summary>The status of the answer; 0 when the connection failed.</summary>
    public async Task<int> Send(int number)
    {
        try
        {
            var socket = _socket ??= await Connected();
            await socket.SendAsync(requests[number % requests.Length]);
            return await Status(socket);
        }
        catch (SocketException)
        {
            Dispose();
            return 0;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> Connected()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return socket;
    }

    private async Task<int> Status(Socket socket)
    {
        for (var filled = 0; ;)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read == 0)
            {
                Dispose();
                return 0;
            }

            filled += read;
            if (IsWhole(_buffer.AsSpan(0, filled)))
            {
                return int.Parse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> said)
    {
        var head = said.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var length = LengthOf(said[..head]);
        return length is { } known ? said.Length >= head + 4 + known : said.EndsWith("0\r\n\r\n"u8);
    }

    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        Span<byte> lower = stackalloc byte[head.Length];
        Ascii.ToLower(head, lower, out _);
        var at = ((ReadOnlySpan<byte>)lower).IndexOf(LengthHeader);
        if (at < 0)
        {
            return null;
        }

        var value = lower[(at + LengthHeader.Length)..];
        var end = value.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}

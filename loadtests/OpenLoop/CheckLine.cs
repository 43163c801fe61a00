using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>One connection that sends checks made beforehand, at the least cost: the caller must not be what is overloaded.</summary>
/// <param name="expected">What must stand in the answer to each request; null where nobody looks.</param>
internal sealed class CheckLine(Uri address, byte[][] requests, byte[][]? expected = null) : IDisposable
{
    /// <summary>In place of the status, when the answer is not the expected one.</summary>
    public const int Wrong = -1;

    private static readonly byte[] LengthHeader = "content-length: "u8.ToArray();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    /// <summary>The status of the answer; 0 when the connection failed, <see cref="Wrong"/> when it answers wrongly.</summary>
    public async Task<int> Send(int number)
    {
        try
        {
            var socket = _socket ??= await Connected();
            await socket.SendAsync(requests[number % requests.Length]);
            return await Status(socket, expected?[number % requests.Length]);
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

    private async Task<int> Status(Socket socket, byte[]? mustHold)
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
                var status = int.Parse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
                return status == 200 && mustHold is not null && _buffer.AsSpan(0, filled).IndexOf(mustHold) < 0 ? Wrong : status;
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

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CreditGate.LoadTests.Tests.Nodes;

/// <summary>A real HTTP server of the test's own that answers as the test says.</summary>
internal sealed class StubNode : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, Task<string?>> _answer;
    private int _requests;

    /// <param name="answer">From path and body to the answer's body; null breaks the connection.</param>
    public StubNode(Func<string, string, Task<string?>> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Accept();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Requests => _requests;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    var body = await Body(reader);
                    Interlocked.Increment(ref _requests);
                    if (await _answer(line.Split(' ')[1], body) is not { } answer)
                    {
                        return;
                    }

                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\n\r\n{answer}"));
                }
            }
            catch (IOException)
            {
                // The generator has gone.
            }
        }
    }

    /// <summary>Bodies are told in bytes, and their Chinese characters have three.</summary>
    private static async Task<string> Body(StreamReader reader)
    {
        var left = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            left = header.StartsWith("Content-Length:", StringComparison.Ordinal) ? int.Parse(header[15..], System.Globalization.CultureInfo.InvariantCulture) : left;
        }

        var body = new StringBuilder();
        for (var one = new char[1]; left > 0 && await reader.ReadAsync(one) == 1; left -= Encoding.UTF8.GetByteCount(one))
        {
            body.Append(one);
        }

        return body.ToString();
    }
}

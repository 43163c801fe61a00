using System.Net.Sockets;
using System.Text;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>A sender over a bare connection, which can be broken anywhere.</summary>
internal sealed class RawUpload : IDisposable
{
    private readonly TcpClient _connection = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Announces a whole file, and sends the first bytes of it.</summary>
    public static async Task<RawUpload> Begin(HttpClient client, string key, long announced, byte[] content)
    {
        var upload = new RawUpload();
        await upload._connection.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, Cancellation);
        var head = $"POST /v1/pushes HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {client.DefaultRequestHeaders.GetValues("X-Api-Key").Single()}\r\n"
            + $"Idempotency-Key: {key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {announced}\r\n\r\n";
        await upload._connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        await upload._connection.GetStream().WriteAsync(content, Cancellation);
        return upload;
    }

    public async Task<string> StatusLine()
    {
        using var reader = new StreamReader(_connection.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(Cancellation) ?? "";
    }

    /// <summary>Breaks the connection.</summary>
    public void Dispose() => _connection.Dispose();
}

using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace CreditGate.LoadTests.Callers;

/// <summary>What a hostile client does, until it is told to stop. Each says how often it tried.</summary>
internal sealed class Siege(Uri address, string key)
{
    private const int Slow = 1_000;
    private const int Idle = 10_000;
    private const int Gigabyte = 1 << 30;

    private readonly byte[] _bomb = Bomb(200 << 20);

    public (string Name, Func<CancellationToken, Task<long>> Attack)[] Attacks =>
    [
        ("slowloris, 1,000 heads and 1,000 bodies, a byte a second each", SlowSenders),
        ("bodies of a gigabyte, 8 connections", stop => Many(8, (line, inner) => Flood(line, $"Content-Type: application/json\r\nContent-Length: {Gigabyte}\r\n", new byte[64 << 10], inner), stop)),
        ("bodies of 32,000 opening brackets, 4 connections", stop => Many(4, (line, inner) => Answered(line, "/v1/checks", "application/json", "", Encoding.ASCII.GetBytes(new string('[', 32_000)), inner), stop)),
        ("gzip bombs of 200 MB, 2 connections", stop => Many(2, (line, inner) => Answered(line, "/v1/pushes", "application/x-ndjson", $"Content-Encoding: gzip\r\nIdempotency-Key: {Guid.NewGuid():N}\r\n", _bomb, inner), stop)),
        ("floods of 2,000 headers, 4 connections", stop => Many(4, (line, inner) => Flood(line, string.Concat(Enumerable.Range(0, 2_000).Select(static number => $"X-{number}: {number}\r\n")), [], inner), stop)),
        ("10,000 idle connections", IdleConnections),
    ];

    private async Task<long> IdleConnections(CancellationToken stop)
    {
        var open = new List<Socket>();
        try
        {
            while (open.Count < Idle && !stop.IsCancellationRequested)
            {
                open.Add(await Connected(stop));
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
        finally
        {
            open.ForEach(static socket => socket.Dispose());
        }

        return open.Count;
    }

    private async Task<long> SlowSenders(CancellationToken stop)
    {
        var head = $"POST /v1/checks HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\n";
        var body = $"{head}Content-Type: application/json\r\nContent-Length: 300\r\n\r\n";
        return (await Task.WhenAll(Enumerable.Range(0, 2 * Slow).Select(number => Drip(number % 2 == 0 ? head : body, stop)))).Sum();
    }

    /// <summary>Sends a beginning, then a byte a second; begins anew when it was closed.</summary>
    private async Task<long> Drip(string beginning, CancellationToken stop)
    {
        var tries = 0L;
        while (!stop.IsCancellationRequested)
        {
            tries++;
            try
            {
                using var socket = await Connected(stop);
                await socket.SendAsync(Encoding.ASCII.GetBytes(beginning), stop);
                while (true)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), stop);
                    await socket.SendAsync(" "u8.ToArray(), stop);
                }
            }
            catch (Exception closed) when (closed is SocketException or OperationCanceledException)
            {
                // Closed by the service, or told to stop.
            }
        }

        return tries;
    }

    private static async Task<long> Many(int connections, Func<Action, CancellationToken, Task> attempt, CancellationToken stop)
    {
        var tries = 0L;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await attempt(() => Interlocked.Increment(ref tries), stop);
                }
                catch (Exception closed) when (closed is SocketException or OperationCanceledException)
                {
                    // Closed by the service, or told to stop.
                }
            }
        }));
        return tries;
    }

    /// <summary>Sends a head and a body without end, until the service answers or closes.</summary>
    private async Task Flood(Action tried, string headers, byte[] chunk, CancellationToken stop)
    {
        tried();
        using var socket = await Connected(stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/checks HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\n{headers}\r\n"), stop);
        var answered = socket.ReceiveAsync(new byte[1], stop).AsTask();
        while (chunk.Length > 0 && !answered.IsCompleted)
        {
            await socket.SendAsync(chunk, stop);
        }

        await answered;
    }

    private async Task Answered(Action tried, string path, string type, string headers, byte[] body, CancellationToken stop)
    {
        tried();
        using var socket = await Connected(stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: {type}\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), stop);
        await socket.SendAsync(body, stop);
        await socket.ReceiveAsync(new byte[1], stop);
    }

    private async Task<Socket> Connected(CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] Bomb(int length)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var left = length; left > 0; left -= block.Length)
            {
                gzip.Write(block);
            }
        }

        return compressed.ToArray();
    }
}

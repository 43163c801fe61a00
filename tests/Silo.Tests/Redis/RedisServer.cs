using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace CreditGate.Silo.Tests.Redis;

/// <summary>A real Redis server of the test's own, on a loopback port, that keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly int _port = FreePort();
    private Process _process;

    public RedisServer() => _process = Launched();

    public ConfigurationOptions Settings => new() { EndPoints = { { IPAddress.Loopback, _port } } };

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Start() => _process = Launched();

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private Process Launched()
    {
        var start = new ProcessStartInfo("redis-server", ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start: apt-get install redis-server.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var limit = Stopwatch.StartNew();
        while (!IsUp())
        {
            if (limit.Elapsed > StartLimit || process.WaitForExit(TimeSpan.FromMilliseconds(20)))
            {
                throw new TimeoutException($"redis-server did not answer within {StartLimit.TotalSeconds} s.");
            }
        }

        return process;
    }

    private bool IsUp()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

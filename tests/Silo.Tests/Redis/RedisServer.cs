using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace CreditGate.Silo.Tests.Redis;

/// <summary>A real Redis server of the test's own, on a loopback port if nothing else is said, that keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly IPEndPoint _listens;
    private Process _process;

    public RedisServer(IPEndPoint? listens = null)
    {
        _listens = listens ?? new IPEndPoint(IPAddress.Loopback, FreePort());
        _process = Launched();
    }

    public ConfigurationOptions Settings => new() { EndPoints = { _listens } };

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
        var start = new ProcessStartInfo("redis-server", ["--port", $"{_listens.Port}", "--bind", $"{_listens.Address}", "--protected-mode", "no", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start: apt-get install redis-server.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var limit = Stopwatch.StartNew();
        while (!IsUp())
        {
            if (limit.Elapsed > StartLimit || process.WaitForExit(TimeSpan.FromMilliseconds(20)))
            {
                process.Kill();
                process.Dispose();
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
            probe.Connect(_listens);
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

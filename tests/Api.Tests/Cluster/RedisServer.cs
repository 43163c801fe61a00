using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>A real Redis of the test's own, on a free port of loopback, that keeps every write in a directory of its own.</summary>
public sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private static readonly HashSet<int> Given = [];

    private readonly int _port = FreePort();
    private readonly string _directory = Directory.CreateTempSubdirectory("creditgate-redis-").FullName;
    private Process? _process;

    public RedisServer() => Start();

    public string ConnectionString => $"127.0.0.1:{_port}";

    /// <summary>One that was free just now. None is given twice: between two questions the system may name the same.</summary>
    public static int FreePort()
    {
        lock (Given)
        {
            while (true)
            {
                using var probe = new TcpListener(IPAddress.Loopback, 0);
                probe.Start();
                if (((IPEndPoint)probe.LocalEndpoint).Port is var port && Given.Add(port))
                {
                    return port;
                }
            }
        }
    }

    /// <summary>Starts the server and waits until it lets connections in.</summary>
    public void Start()
    {
        string[] options = ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _directory, "--save", "", "--appendonly", "yes", "--appendfsync", "always"];
        _process = Process.Start(new ProcessStartInfo(Program, options) { RedirectStandardOutput = true })
            ?? throw new FileNotFoundException($"'{Program}' is not on this machine. These tests use a real server: apt-get install redis-server.");
        _process.BeginOutputReadLine();
        var limit = Stopwatch.StartNew();
        while (!IsUp())
        {
            if (limit.Elapsed > StartLimit)
            {
                throw new TimeoutException($"Redis did not start within {StartLimit.TotalSeconds} s.");
            }

            _process.WaitForExit(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Kills the server without warning; what it wrote stays.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_directory, recursive: true);
    }

    private bool IsUp()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

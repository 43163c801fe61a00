using System.Diagnostics;
using System.Net;
using Npgsql;

namespace CreditGate.Silo.Tests.Postgres;

/// <summary>A real PostgreSQL server of the test's own: in a directory of its own, on a Unix socket there, with fsync on.</summary>
/// <remarks>Where a test says so it listens on TCP as well: a network can be cut, a socket in a directory cannot.</remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Owner = "creditgate";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly string _root = Directory.CreateTempSubdirectory("creditgate-pg-").FullName;
    private readonly IPEndPoint? _listens;
    private Process? _process;

    public PostgresServer(IPEndPoint? listens = null)
    {
        _listens = listens;
        try
        {
            Create();
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Directory of its databases and of its write-ahead log.</summary>
    public string Data => Path.Combine(_root, "data");

    /// <summary>What it has said so far.</summary>
    public string Log => File.Exists(Path.Combine(_root, "log")) ? File.ReadAllText(Path.Combine(_root, "log")) : "";

    /// <summary>Directory of the socket.</summary>
    public string Host => _root;

    private int Port => _listens?.Port ?? 5432;

    public string SocketPath => Path.Combine(_root, $".s.PGSQL.{Port}");

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Database = database,
        Username = Owner,
        MaxPoolSize = 20,
        Timeout = 60,
    }.ConnectionString;

    /// <summary>The same over TCP.</summary>
    public string AddressOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _listens!.Address.ToString(),
        Port = _listens.Port,
        Database = database,
        Username = Owner,
    }.ConnectionString;

    /// <summary>Starts the server and waits until it lets connections in.</summary>
    public void Start()
    {
        var limit = Stopwatch.StartNew();
        while (!IsUp())
        {
            if (limit.Elapsed > StartLimit)
            {
                throw new TimeoutException($"PostgreSQL did not start within {StartLimit.TotalSeconds} s: {Log}");
            }

            if (_process is null or { HasExited: true })
            {
                // After a kill, the first try may find the old server's memory still in use.
                _process?.Dispose();
                _process = Launch();
            }

            _process.WaitForExit(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Kills the server and all its processes without warning, as a failure of the machine would.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
    }

    /// <summary>Stops every process of the server where it stands: connections stay open, and nothing answers on them.</summary>
    public void Pause() => Signal("STOP");

    public void Continue() => Signal("CONT");

    public void Dispose()
    {
        Kill();
        _process?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Create()
    {
        if (Account.IsRoot)
        {
            Run("chown", Account.Unprivileged, _root);
        }

        Run(Account.Command(Binaries.Path("initdb"), "-D", Data, "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        if (_listens is not null)
        {
            File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), "host all all 0.0.0.0/0 trust\n");
        }
    }

    private Process Launch() => Launch(Account.Command(
        "sh", "-c", "exec \"$0\" \"$@\" >>log 2>&1", Binaries.Path("postgres"), "-D", Data, "-k", _root, "-p", $"{Port}",
        "-c", $"listen_addresses={_listens?.Address}", "-c", "fsync=on", "-c", "shared_buffers=32MB", "-c", "max_connections=300", "-c", "autovacuum_naptime=1h"));

    private void Signal(string name)
    {
        var server = _process?.Id ?? throw new InvalidOperationException("The server does not run.");
        var children = File.ReadAllText($"/proc/{server}/task/{server}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Run(["kill", $"-{name}", $"{server}", .. children]);
    }

    private bool IsUp()
    {
        try
        {
            using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private void Run(params string[] command)
    {
        using var process = Launch(command);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{command[0]}' ended with {process.ExitCode}.");
        }
    }

    private Process Launch(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _root, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}

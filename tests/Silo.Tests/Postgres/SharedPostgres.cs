using CreditGate.Silo.Migrations;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(CreditGate.Silo.Tests.Postgres.SharedPostgres))]

namespace CreditGate.Silo.Tests.Postgres;

/// <summary>One server for all tests of the assembly that do not harm it, started when first asked for; each test has a database of its own.</summary>
public sealed class SharedPostgres : IDisposable
{
    private const string Template = "creditgate_template";

    private readonly Lazy<PostgresServer> _server = new(Prepared);
    private int _databases;

    public PostgresServer Server => _server.Value;

    /// <summary>Connection string of a new database.</summary>
    /// <param name="isUpgraded">With this binary's schema in it.</param>
    public string NewDatabase(bool isUpgraded = true)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Run(Server, isUpgraded ? $"CREATE DATABASE {name} TEMPLATE {Template}" : $"CREATE DATABASE {name}");
        return Server.ConnectionString(name);
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            Server.Dispose();
        }
    }

    private static PostgresServer Prepared()
    {
        var server = new PostgresServer();
        Run(server, $"CREATE DATABASE {Template}");
        PostgresSchema.Upgrade(server.ConnectionString(Template));
        return server;
    }

    private static void Run(PostgresServer server, string sql)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}

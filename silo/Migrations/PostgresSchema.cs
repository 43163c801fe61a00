using System.Reflection;
using System.Text;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace CreditGate.Silo.Migrations;

/// <summary>Brings a PostgreSQL database to the schema that this binary knows, once, however many nodes start together.</summary>
internal static class PostgresSchema
{
    private const string Journal = "schema_version";

    // Held by a session of its own: it ends with the process, however that ends.
    private const string Lock = "SELECT pg_advisory_lock(hashtextextended('creditgate schema', 0))";

    /// <exception cref="SchemaTooNewException">A newer release has already upgraded the database.</exception>
    /// <exception cref="IOException">The server cannot be reached, or lets nobody in.</exception>
    public static void Upgrade(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        using var turn = Connect(settings);
        using var command = new NpgsqlCommand(Lock, turn);
        command.ExecuteNonQuery();
        UpgradeInTurn(settings);
    }

    private static NpgsqlConnection Connect(NpgsqlConnectionStringBuilder settings)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (NpgsqlException error)
        {
            connection.Dispose();
            throw new IOException($"PostgreSQL database '{settings.Database}' on '{settings.Host}' cannot be opened: {error.Message}", error);
        }
    }

    private static void UpgradeInTurn(NpgsqlConnectionStringBuilder settings)
    {
        var engine = Engine(settings.ConnectionString);
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
        {
            throw new SchemaTooNewException($"{settings.Database} on {settings.Host}", unknown);
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Script '{result.ErrorScript?.Name}' failed on '{settings.Database}'; the database is as it was before.", result.Error);
        }
    }

    private static UpgradeEngine Engine(string connectionString) => DeployChanges.To
        .PostgresqlDatabase(connectionString)
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), static name => name.StartsWith("postgres/", StringComparison.Ordinal), Encoding.UTF8)
        .JournalToPostgresqlTable(null, Journal)
        .WithVariablesDisabled()
        .WithTransaction()
        .LogToNowhere()
        .Build();
}

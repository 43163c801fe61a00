using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>How this product connects to PostgreSQL.</summary>
internal static class PostgresSource
{
    private const int PreparedStatements = 64;

    // A node that stops in the middle of a transaction is thrown out, and its locks with it. Plans are made anew: how many rows a statement
    // brings differs from 1 to thousands, and a plan kept from when a table was empty would outlive that. Nothing here runs long enough to be compiled.
    private const string SessionOptions = "-c idle_in_transaction_session_timeout=10s -c plan_cache_mode=force_custom_plan -c jit=off";

    private const string Durability = "SELECT current_setting('synchronous_commit'), current_setting('fsync')";

    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = PreparedStatements, IncludeErrorDetail = false };
        settings.ApplicationName ??= "creditgate";
        settings.Options = $"{settings.Options} {SessionOptions}".Trim();
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(EnsureDurable, EnsureDurableAsync);
        return builder.Build();
    }

    private static void EnsureDurable(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Durability, connection);
        using var row = command.ExecuteReader();
        row.Read();
        Demand(row.GetString(0), row.GetString(1));
    }

    private static async Task EnsureDurableAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Durability, connection);
        await using var row = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await row.ReadAsync().ConfigureAwait(false);
        Demand(row.GetString(0), row.GetString(1));
    }

    private static void Demand(string synchronousCommit, string fsync)
    {
        if (synchronousCommit is not ("on" or "remote_apply") || fsync is not "on")
        {
            throw new UnsafeDatabaseException(synchronousCommit, fsync);
        }
    }
}

/// <summary>The server would acknowledge what a loss of power can take back.</summary>
internal sealed class UnsafeDatabaseException(string synchronousCommit, string fsync)
    : IOException(
        $"The PostgreSQL server would acknowledge commits before they are on disk (synchronous_commit = {synchronousCommit}, fsync = {fsync}). "
        + "Set both to on for this database and its role.");

using Npgsql;

namespace CreditGate.Silo.Hosting;

/// <summary>The database that holds ledger and grain storage instead of files of the data directory. Its password shows nowhere.</summary>
public sealed class PostgresAddress
{
    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    internal string ConnectionString => _settings.ConnectionString;

    /// <param name="text">A connection string, or the path of a file that holds one: a command line is visible to every user of a machine.</param>
    /// <exception cref="IOException">It is neither.</exception>
    public static PostgresAddress From(string text)
    {
        try
        {
            return new PostgresAddress(new NpgsqlConnectionStringBuilder(File.Exists(text) ? File.ReadAllText(text).Trim() : text));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Not the cause's text, nor the cause: either may quote a password.
            throw new IOException("What was given for PostgreSQL is neither a file nor a connection string such as Host=db;Database=creditgate;Username=creditgate.");
        }
    }

    /// <summary>Host and database, without user and password.</summary>
    public override string ToString() => $"{_settings.Database} on {_settings.Host}";
}

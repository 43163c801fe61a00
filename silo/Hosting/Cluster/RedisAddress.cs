using StackExchange.Redis;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>The Redis that keeps the list of nodes and carries wake-ups. Its password shows nowhere.</summary>
public sealed class RedisAddress
{
    private readonly ConfigurationOptions _settings;

    private RedisAddress(ConfigurationOptions settings) => _settings = settings;

    /// <summary>A copy, so that nobody changes another's.</summary>
    internal ConfigurationOptions Settings => _settings.Clone();

    /// <param name="text">A connection string of StackExchange.Redis, or the path of a file that holds one: a command line is visible to every user of a machine.</param>
    /// <exception cref="IOException">It is neither.</exception>
    public static RedisAddress From(string text)
    {
        try
        {
            var settings = ConfigurationOptions.Parse(File.Exists(text) ? File.ReadAllText(text).Trim() : text);
            return settings.EndPoints.Count > 0 ? new RedisAddress(settings) : throw Unreadable();
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Unreadable();     // not the cause, nor its text: either may quote a password
        }
    }

    /// <summary>Tries the server once, so that a start with a wrong address ends with a sentence.</summary>
    /// <exception cref="IOException">Nobody answers there, or not with this password.</exception>
    internal void EnsureReachable()
    {
        try
        {
            var settings = Settings;
            settings.AbortOnConnectFail = true;
            using var connection = ConnectionMultiplexer.Connect(settings);
            connection.GetDatabase().Ping();
        }
        catch (RedisException error)
        {
            throw new IOException($"Redis does not answer at {this}. Start it, or give its address with --redis. A cluster that runs goes on without Redis; a node cannot join without it.", error);
        }
    }

    /// <summary>Host and port, without user and password.</summary>
    public override string ToString() => string.Join(", ", _settings.EndPoints.Select(static endpoint => endpoint.ToString()?.Replace("Unspecified/", "", StringComparison.Ordinal)));

    private static IOException Unreadable() =>
        new("What was given for Redis is neither a file nor a connection string such as redis:6379,password=....");
}

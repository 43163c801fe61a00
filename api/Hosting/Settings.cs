using CreditGate.Silo.Hosting;

namespace CreditGate.Api.Hosting;

/// <summary>What the command line asks for. Everything else has a default that works.</summary>
/// <param name="DataDirectory">Where everything is kept; "data" under the current directory by default.</param>
/// <param name="KeysDirectory">Where the keys of what is encrypted at rest are kept, apart from the data.</param>
/// <param name="Demo">Fill an empty data directory with invented subjects.</param>
/// <param name="Bench">Map the endpoint that does nothing, to measure against.</param>
/// <param name="RotatePersonSecret">Add a secret for ID-number tags at start and re-tag every person.</param>
/// <param name="HostArgs">The rest, for the host: --urls, --environment.</param>
internal sealed record Settings(string DataDirectory, string KeysDirectory, bool Demo, bool Bench, bool RotatePersonSecret, string[] HostArgs)
{
    /// <summary>Where ledger and grain storage are kept instead of the data directory; null keeps everything there.</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <exception cref="IOException">The address of the database cannot be read.</exception>
    public static Settings From(string[] args)
    {
        var rest = new List<string>();
        string? data = null, keys = null, postgres = null;
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] is "--demo" or "--bench" or "--rotate-person-secret")
            {
                continue;
            }

            if (Value(args, ref index, "--data") is { } named)
            {
                data = named;
            }
            else if (Value(args, ref index, "--keys") is { } directory)
            {
                keys = directory;
            }
            else if (Value(args, ref index, "--postgres") is { } address)
            {
                postgres = address;
            }
            else
            {
                rest.Add(args[index]);
            }
        }

        postgres ??= Environment.GetEnvironmentVariable("CREDITGATE_POSTGRES");
        return new Settings(
            data ?? Environment.GetEnvironmentVariable("CREDITGATE_DATA") ?? "data",
            keys ?? Environment.GetEnvironmentVariable("CREDITGATE_KEYS") ?? OwnKeys(),
            args.Contains("--demo"), args.Contains("--bench"), args.Contains("--rotate-person-secret"), [.. rest])
        {
            Postgres = string.IsNullOrWhiteSpace(postgres) ? null : PostgresAddress.From(postgres),
        };
    }

    /// <summary>Reads <c>--name value</c> or <c>--name=value</c>; null when something else stands there.</summary>
    private static string? Value(string[] args, ref int index, string name)
    {
        if (args[index] == name && index + 1 < args.Length)
        {
            return args[++index];
        }

        return args[index].StartsWith(name + "=", StringComparison.Ordinal) ? args[index][(name.Length + 1)..] : null;
    }

    /// <summary>Empty for an account without a home: then the keys need a place of their own.</summary>
    private static string OwnKeys() => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) is { Length: > 0 } settings
        ? Path.Combine(settings, "creditgate", "keys")
        : "";
}

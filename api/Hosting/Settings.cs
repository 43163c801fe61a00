using System.Globalization;
using CreditGate.Api.Auth;
using CreditGate.Api.Retention;
using CreditGate.Domain.Access;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Hosting;

/// <summary>What the command line asks for. Everything else has a default that works.</summary>
internal sealed record Settings
{
    private const int UsualChecksPerSecond = 10_000;
    private const int UsualMissesPerMinute = 1_200;

    private static readonly string[] Flags = ["--demo", "--bench", "--rotate-person-secret", "--add-person-secret", "--dashboard"];

    private static readonly string[] Values =
    [
        "--data", "--keys", "--backups", "--checkpoints", "--log", "--metrics-urls", "--postgres", "--checks-per-second", "--others-per-second", "--misses-per-minute", "--oidc", "--client-ca", "--retention",
        "--cluster", "--cluster-id", "--redis", "--role", "--node-address", "--silo-port", "--gateway-port", "--drain-seconds",
    ];

    /// <summary>Where everything is kept: --data, else CREDITGATE_DATA, else "data" under the current directory.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where the keys of what is encrypted at rest are kept, apart from the data: --keys, else CREDITGATE_KEYS, else under the account's home.</summary>
    public required string KeysDirectory { get; init; }

    /// <summary>Where backups are made: --backups, else CREDITGATE_BACKUPS, else "backups" in the data directory.</summary>
    public string? BackupDirectory { get; init; }

    /// <summary>Where the evidence log's checkpoints are copied, outside the database: --checkpoints, else CREDITGATE_CHECKPOINTS, else nowhere.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>--postgres, else CREDITGATE_POSTGRES, a connection string or a file that holds one: the database of ledger and grain storage. Null keeps both in the data directory.</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <summary>--cluster and what goes with it; null for one process alone.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>--demo: fill an empty data directory with invented subjects.</summary>
    public bool Demo { get; init; }

    /// <summary>--bench: map the endpoint that does nothing, to measure against.</summary>
    public bool Bench { get; init; }

    /// <summary>--rotate-person-secret: add a secret for ID-number tags at start and re-tag every person.</summary>
    public bool RotatePersonSecret { get; init; }

    /// <summary>--add-person-secret: add a secret to the file, and end. It is used from the next start of any node on.</summary>
    public bool AddPersonSecret { get; init; }

    /// <summary>--dashboard: map the Orleans dashboard for the operator. It samples every second, so it is off otherwise.</summary>
    public bool Dashboard { get; init; }

    /// <summary>--log json: a JSON object a line, for a collector; otherwise lines for people.</summary>
    public bool JsonLog { get; init; }

    /// <summary>--metrics-urls: addresses that serve /metrics without a key, and nothing else. None by default.</summary>
    public string[] MetricsUrls { get; init; } = [];

    /// <summary>--drain-seconds, 0 to 600: how long the node serves on after a request to stop, not ready. 10 in a cluster, where somebody balances the load and must see it; 0 alone.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>--checks-per-second: single checks of a key that names no limit of its own, on all nodes together; 0 for no limit. Twice what two cores answer, so that it stops a loop gone wild and nobody else.</summary>
    public int ChecksPerSecond { get; init; }

    /// <summary>--others-per-second: everything else of such a key, an item of a batch or a push as one; 0, the default, for no limit.</summary>
    public int OthersPerSecond { get; init; }

    /// <summary>--misses-per-minute: persons and subjects that such a key may ask for in vain, beyond four for each one found; 0 for no limit. Twenty a second: a large hall's counters, and no use for trying out numbers.</summary>
    public int MissesPerMinute { get; init; }

    /// <summary>--oidc, else CREDITGATE_OIDC: a file that says whose bearer tokens are taken beside keys. Null takes none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>--client-ca, else CREDITGATE_CLIENT_CA: authorities in PEM; over HTTPS only callers with a certificate of theirs are let in. Null asks for none.</summary>
    public string? ClientCa { get; init; }

    /// <summary>--retention, else CREDITGATE_RETENTION: a file of periods by kind of content. What it does not say keeps its default.</summary>
    public RetentionPeriods Retention { get; init; } = RetentionPeriods.Default;

    /// <summary>The rest, for the host: --urls, --environment.</summary>
    public string[] HostArgs { get; init; } = [];

    /// <exception cref="IOException">The address of the database or of Redis cannot be read.</exception>
    /// <exception cref="OptionsValidationException">An option is out of range, or what is said of a cluster does not hold together.</exception>
    public static Settings From(string[] args)
    {
        var line = new CommandLine(args, Flags, Values);
        var postgres = line.Setting("--postgres");
        var cluster = new ClusterReader(line).Read(hasPostgres: postgres is not null);
        return new Settings
        {
            DataDirectory = line.Value("--data") ?? Environment.GetEnvironmentVariable("CREDITGATE_DATA") ?? "data",
            KeysDirectory = line.Value("--keys") ?? Environment.GetEnvironmentVariable("CREDITGATE_KEYS") ?? OwnKeys(),
            BackupDirectory = line.Value("--backups") ?? Environment.GetEnvironmentVariable("CREDITGATE_BACKUPS"),
            CheckpointDirectory = line.Setting("--checkpoints"),
            Postgres = postgres is null ? null : PostgresAddress.From(postgres),
            Cluster = cluster,
            Drain = DrainOf(line.Setting("--drain-seconds") ?? (cluster is null ? "0" : "10")),
            ChecksPerSecond = CountOf(line, "--checks-per-second", UsualChecksPerSecond),
            OthersPerSecond = CountOf(line, "--others-per-second", 0),
            MissesPerMinute = CountOf(line, "--misses-per-minute", UsualMissesPerMinute),
            Oidc = line.Setting("--oidc") is { } oidc ? OidcSettings.Load(oidc) : null,
            ClientCa = line.Setting("--client-ca"),
            Retention = line.Setting("--retention") is { } retention ? RetentionFile.Load(retention) : RetentionPeriods.Default,
            Demo = line.Has("--demo"),
            Bench = line.Has("--bench"),
            RotatePersonSecret = line.Has("--rotate-person-secret"),
            AddPersonSecret = line.Has("--add-person-secret"),
            Dashboard = line.Has("--dashboard"),
            JsonLog = line.Value("--log") is "json",
            MetricsUrls = line.Value("--metrics-urls")?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            HostArgs = [.. line.Rest],
        };
    }

    private static int CountOf(CommandLine line, string name, int otherwise) =>
        line.Setting(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= AccessLimits.MostPerSecond ? count
        : throw new OptionsValidationException(name, typeof(Settings), [$"{name} takes 0 to {AccessLimits.MostPerSecond}."]);

    private static TimeSpan DrainOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 600
        ? TimeSpan.FromSeconds(seconds)
        : throw new OptionsValidationException("--drain-seconds", typeof(Settings), ["--drain-seconds takes 0 to 600."]);

    /// <summary>Empty for an account without a home: then the keys need a place of their own.</summary>
    private static string OwnKeys() => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) is { Length: > 0 } settings
        ? Path.Combine(settings, "creditgate", "keys")
        : "";
}

namespace CreditGate.Api.Hosting;

/// <summary>What the command line asks for. Everything else has a default that works.</summary>
/// <param name="DataDirectory">Where everything is kept; "data" under the current directory by default.</param>
/// <param name="Demo">Fill an empty data directory with invented subjects.</param>
/// <param name="Bench">Map the endpoint that does nothing, to measure against.</param>
/// <param name="RotatePersonSecret">Add a secret for ID-number tags at start and re-tag every person.</param>
/// <param name="HostArgs">The rest, for the host: --urls, --environment.</param>
internal sealed record Settings(string DataDirectory, bool Demo, bool Bench, bool RotatePersonSecret, string[] HostArgs)
{
    private const string DataEquals = "--data=";

    public static Settings From(string[] args)
    {
        var rest = new List<string>();
        string? directory = null;
        for (var index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--demo" or "--bench" or "--rotate-person-secret":
                    break;
                case "--data" when index + 1 < args.Length:
                    directory = args[++index];
                    break;
                case var named when named.StartsWith(DataEquals, StringComparison.Ordinal):
                    directory = named[DataEquals.Length..];
                    break;
                default:
                    rest.Add(args[index]);
                    break;
            }
        }

        directory ??= Environment.GetEnvironmentVariable("CREDITGATE_DATA") ?? "data";
        return new Settings(directory, args.Contains("--demo"), args.Contains("--bench"), args.Contains("--rotate-person-secret"), [.. rest]);
    }
}

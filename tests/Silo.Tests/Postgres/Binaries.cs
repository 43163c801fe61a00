namespace CreditGate.Silo.Tests.Postgres;

/// <summary>Where this machine keeps PostgreSQL's programs.</summary>
internal static class Binaries
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public static string Path(string program) => Directories().Select(directory => System.IO.Path.Combine(directory, program)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"PostgreSQL's '{program}' is not on this machine. These tests use a real server: apt-get install postgresql.");

    /// <summary>The newest version first, then the search path: Debian keeps servers out of it.</summary>
    private static IEnumerable<string> Directories()
    {
        var installed = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        return installed
            .OrderByDescending(static directory => int.TryParse(System.IO.Path.GetFileName(directory), out var version) ? version : 0)
            .Select(static directory => System.IO.Path.Combine(directory, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator));
    }
}

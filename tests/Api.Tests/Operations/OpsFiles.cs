using System.Runtime.CompilerServices;

namespace CreditGate.Api.Tests.Operations;

/// <summary>What lies in ops/ of the repository.</summary>
internal static class OpsFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "ops"));

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>Paths of all YAML files, relative to ops/.</summary>
    public static string[] Yaml =>
        [.. Directory.EnumerateFiles(Root, "*.y*ml", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

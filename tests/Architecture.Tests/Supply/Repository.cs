using System.Runtime.CompilerServices;

namespace CreditGate.Architecture.Tests.Supply;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSources = ["bin", "obj", ".git", "artifacts", "TestResults", "data", "load-results", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public static IEnumerable<string> Files(string? directory = null) =>
        Directory.EnumerateFiles(directory ?? Root).Concat(
            Directory.EnumerateDirectories(directory ?? Root).Where(static path => !NotSources.Contains(Path.GetFileName(path))).SelectMany(Files));

    private static string Here([CallerFilePath] string path = "") => path;
}

namespace CreditGate.CrashTests;

/// <summary>The service as built, but for the rules: those of tests/BrokenRules take the place of the right ones.</summary>
internal static class BrokenBuild
{
    private const string Rules = "CreditGate.Domain.dll";

    public static void MakeIn(string directory)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        foreach (var file in built.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(directory, Path.GetRelativePath(built.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        File.Copy(Path.Combine(built.FullName, "broken", Rules), Path.Combine(directory, Rules), overwrite: true);
    }
}

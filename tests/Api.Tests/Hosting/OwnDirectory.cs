namespace CreditGate.Api.Tests.Hosting;

/// <summary>A directory of one test, gone with it.</summary>
internal sealed class OwnDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), "creditgate-tests", Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Names of the files that hold these bytes.</summary>
    public string[] FilesWith(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)
            {
                found.Add(System.IO.Path.GetFileName(file));
            }
        }

        return [.. found];
    }

    public void Dispose() => Remove(Path);

    /// <summary>Where a service of this data directory keeps its keys: beside it, and not in the home of whoever runs the tests.</summary>
    public static string KeysOf(string directory) => directory + "-keys";

    /// <summary>Removes a data directory, and the keys if any were made.</summary>
    public static void Remove(string directory)
    {
        foreach (var path in (string[])[directory, KeysOf(directory)])
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}

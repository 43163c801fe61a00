using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Hosting;

/// <summary>Files that only their owner may read.</summary>
public static class OwnerOnly
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerEnters = OwnerReadsAndWrites | UnixFileMode.UserExecute;

    /// <summary>Creates a directory when it is missing. One that is there becomes its owner's alone.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerEnters);
        File.SetUnixFileMode(path, OwnerEnters);
    }

    /// <summary>Writes a file that is not there yet, whole. One that came into being meanwhile stays as it is.</summary>
    internal static void WriteFirst(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        using (var file = Create(beside))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(beside, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }

    /// <summary>Creates a file to read and write.</summary>
    /// <exception cref="IOException">It exists.</exception>
    internal static SafeFileHandle CreateFresh(string path)
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OwnerReadsAndWrites);      // nothing is in it yet
        }

        return file;
    }

    /// <summary>Writes a file beside and moves it into place, so that a crash leaves the old file or the new one, whole.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        using (var file = Create(beside))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The rights are set before anything is written.</summary>
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerReadsAndWrites;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnerReadsAndWrites);
        }

        return file;
    }
}

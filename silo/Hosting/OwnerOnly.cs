using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Hosting;

/// <summary>Files that only their owner may read.</summary>
public static partial class OwnerOnly
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

    /// <summary>Writes a file that is not there yet, whole. One that came into being meanwhile, by another process too, stays as it is.</summary>
    internal static void WriteFirst(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using var file = Create(beside);
            file.Write(content);
            file.Flush(flushToDisk: true);
            NameToo(beside, path);
            RandomAccess.FlushToDisk(file.SafeFileHandle);      // the name too
        }
        finally
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
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
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

    /// <summary>Gives a file a name unless that is taken. On Unix File.Move would look first and rename after, over what another process put there between.</summary>
    private static void NameToo(string file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(file, path);
            }
            catch (IOException) when (File.Exists(path))
            {
            }
        }
        else if (Link(file, path) != 0 && Marshal.GetLastPInvokeError() is var error && !File.Exists(path))
        {
            throw new IOException($"'{path}' cannot be made: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string file, string path);
}

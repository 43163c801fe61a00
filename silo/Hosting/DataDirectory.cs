using System.Globalization;

namespace CreditGate.Silo.Hosting;

/// <summary>The directory that holds everything one process keeps on disk. It belongs to that process alone.</summary>
/// <remarks>The lock is the operating system's: it ends with the process, however that ends. Only the owner may read the files.</remarks>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private DataDirectory(string root, FileStream held) => (Root, _lock) = (root, held);

    public string Root { get; }

    public string LedgerPath => Path.Combine(Root, "ledger.db");

    public string SpoolPath => Path.Combine(Root, "spool.db");

    public string StoragePath => Path.Combine(Root, "storage.db");

    public string UploadsPath => Path.Combine(Root, "uploads");

    public string[] Databases => [LedgerPath, SpoolPath, StoragePath];

    /// <summary>Takes the directory for this process, creating what is missing.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process, or another part of this one, holds the directory.</exception>
    public static DataDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        OwnerOnly.CreateDirectory(root);
        var directory = new DataDirectory(root, Take(root));
        Array.ForEach([OwnerPath(root), .. directory.Databases], Touch);
        File.WriteAllText(OwnerPath(root), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return directory;
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Take(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, "lock"), Owned(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataDirectoryInUseException(root, OwnerOf(root), error);
        }
    }

    /// <summary>SQLite gives its side files the rights of the database file, so that one must exist, with the right ones, first.</summary>
    private static void Touch(string path)
    {
        using var file = new FileStream(path, Owned(FileMode.OpenOrCreate, FileShare.ReadWrite));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnlyFile);
        }
    }

    private static FileStreamOptions Owned(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        return options;
    }

    private static string OwnerPath(string root) => Path.Combine(root, "owner.pid");

    private static int? OwnerOf(string root)
    {
        var path = OwnerPath(root);
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}

/// <summary>The data directory is held by another process.</summary>
internal sealed class DataDirectoryInUseException(string directory, int? owner, Exception cause)
    : IOException(
        $"The data directory '{directory}' is in use by {(owner is { } id ? $"process {id}" : "another process")}. "
        + "Stop that process, or give this one a data directory of its own.",
        cause)
{
    /// <summary>Id of the process that took the directory last; null when it left no readable note.</summary>
    public int? Owner { get; } = owner;
}

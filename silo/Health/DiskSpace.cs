namespace CreditGate.Silo.Health;

/// <summary>How much room there is where the data directory lies, in bytes.</summary>
/// <param name="directory">Any directory of the volume.</param>
internal class DiskSpace(string directory)
{
    /// <summary>Below this the service calls itself not ready, while receipts can still be written.</summary>
    public const long Least = 64L * 1024 * 1024;

    private readonly DriveInfo _drive = new(directory);

    public virtual long Free => _drive.AvailableFreeSpace;

    public long Size => _drive.TotalSize;
}

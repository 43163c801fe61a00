using Microsoft.Extensions.Options;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>How much room uploads take, and whether there is more.</summary>
internal sealed class UploadSpace
{
    private readonly string _directory;
    private readonly UploadOptions _options;
    private long _used;

    public UploadSpace(string directory, IOptions<UploadOptions> options)
    {
        (_directory, _options) = (directory, options.Value);
        _used = new DirectoryInfo(directory).EnumerateFiles().Sum(static file => file.Length);
    }

    public long LargestBytes => _options.LargestBytes;

    public void Took(long bytes) => Interlocked.Add(ref _used, bytes);

    public void GaveBack(long bytes) => Interlocked.Add(ref _used, -bytes);

    /// <summary>Whether this many bytes more may be written. Asks the disk: not for every frame.</summary>
    public bool HasRoomFor(long bytes) =>
        Volatile.Read(ref _used) + bytes <= _options.AllBytes && new DriveInfo(_directory).AvailableFreeSpace - bytes >= _options.LeaveFreeBytes;
}

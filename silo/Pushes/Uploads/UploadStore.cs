using System.Collections.Concurrent;
using System.Security.Cryptography;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Uploads as encrypted files in the data directory: one a upload, unfinished ones under another ending.</summary>
internal sealed class UploadStore : IUploadStore, IUnfinishedUploads
{
    private const string Unfinished = ".part";
    private const string Finished = ".upload";

    private readonly string _directory;
    private readonly ContentKeys _keys;
    private readonly SealedLines _lines;
    private readonly UploadSpace _space;
    private readonly PlatformClock _clock;

    /// <summary>Uploads that a connection is writing now; without a writer while it is still opening the file.</summary>
    private readonly ConcurrentDictionary<Guid, UploadWriter?> _turns = new();

    public UploadStore(DataDirectory data, ContentKeys keys, IOptions<UploadOptions> options, PlatformClock clock)
    {
        _directory = data.UploadsPath;
        OwnerOnly.CreateDirectory(_directory);
        (_keys, _lines, _space, _clock) = (keys, new SealedLines(keys), new UploadSpace(_directory, options), clock);
    }

    public ValueTask<long> Received(Guid upload, CancellationToken cancellation = default)
    {
        if (_turns.TryGetValue(upload, out var writer) && writer is not null)
        {
            return new(writer.Durable);
        }

        if (!File.Exists(PathOf(upload, Unfinished)))
        {
            return new(0L);
        }

        using var file = OpenRead(upload, Unfinished);
        using var cipher = Cipher(file, upload);
        return new(cipher is null ? 0 : UploadFrames.Tail(file, cipher).Content);
    }

    public async Task Append(Guid upload, long offset, Stream body, CancellationToken cancellation = default)
    {
        if (!_turns.TryAdd(upload, null))
        {
            throw new InvalidOperationException("An upload is written by one connection at a time; the caller has to see to it.");
        }

        try
        {
            using var writer = offset == 0 ? StartOver(upload) : GoOn(upload, offset);
            _turns[upload] = writer;
            await writer.Take(body, cancellation);
        }
        finally
        {
            Touch(upload, Unfinished);
            _turns.TryRemove(upload, out _);
        }
    }

    public Stream OpenUnfinished(Guid upload)
    {
        var file = OpenRead(upload, Unfinished);
        return new UploadStream(file, Cipher(file, upload) ?? throw Damaged(upload), RandomAccess.GetLength(file), null);
    }

    public Stream Open(Guid upload)
    {
        var file = OpenRead(upload, Finished);
        try
        {
            var cipher = Cipher(file, null) ?? throw Damaged(upload);
            var end = RandomAccess.GetLength(file) - UploadCipher.EndBytes;
            Span<byte> last = stackalloc byte[UploadCipher.EndBytes];
            return end >= UploadHeader.Size && RandomAccess.Read(file, last, end) == last.Length && cipher.OpenEnd(upload, last) is { } length
                ? new UploadStream(file, cipher, end, length)
                : throw Damaged(upload);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public Task Finish(Guid unfinished, Guid upload) => Task.Run(() =>
    {
        var path = PathOf(unfinished, Unfinished);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        using var cipher = Cipher(file, unfinished) ?? throw Damaged(unfinished);
        var tail = UploadFrames.Tail(file, cipher);
        var end = new byte[UploadCipher.EndBytes];
        cipher.SealEnd(upload, RandomNumberGenerator.GetBytes(UploadCipher.PrefixBytes), tail.Content, end);
        RandomAccess.SetLength(file, tail.Position);
        RandomAccess.Write(file, end, tail.Position);
        RandomAccess.FlushToDisk(file);
        File.Move(path, PathOf(upload, Finished));
        RandomAccess.FlushToDisk(file);     // the name too
        _space.Took(end.Length);
        Touch(upload, Finished);
    });

    public Task Delete(Guid upload)
    {
        foreach (var ending in (string[])[Unfinished, Finished])
        {
            var file = new FileInfo(PathOf(upload, ending));
            if (file.Exists)
            {
                _space.GaveBack(file.Length);
                file.Delete();
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<StoredUpload>> All(CancellationToken cancellation = default) => new(
    [
        .. from file in new DirectoryInfo(_directory).EnumerateFiles()
           where file.Extension is Unfinished or Finished && Guid.TryParse(Path.GetFileNameWithoutExtension(file.Name), out _)
           select new StoredUpload(Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)), file.Extension == Finished, file.LastWriteTimeUtc),
    ]);

    public byte[] Seal(Guid upload, ReadOnlySpan<byte> content) => _lines.Seal(upload, content);

    public byte[] Unseal(Guid upload, ReadOnlySpan<byte> content) => _lines.Unseal(upload, content);

    private UploadWriter StartOver(Guid upload)
    {
        Delete(upload);
        var header = UploadHeader.New(_keys.Newest(), upload);
        var file = OwnerOnly.CreateFresh(PathOf(upload, Unfinished));
        RandomAccess.Write(file, header.ToBytes(), 0);
        _space.Took(UploadHeader.Size);
        return new UploadWriter(file, header.Cipher(_keys), new UploadTail(UploadHeader.Size, 0, 0), _space);
    }

    /// <summary>What a crash tore off the end is cut away: its sender never heard that it was received.</summary>
    private UploadWriter GoOn(Guid upload, long offset)
    {
        if (!File.Exists(PathOf(upload, Unfinished)))
        {
            throw new UploadRefusedException(UploadRefusedException.Offset, 0);
        }

        var file = File.OpenHandle(PathOf(upload, Unfinished), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var cipher = Cipher(file, upload);
        var tail = cipher is null ? default : UploadFrames.Tail(file, cipher);
        if (cipher is null || tail.Content != offset)
        {
            cipher?.Dispose();
            file.Dispose();
            throw new UploadRefusedException(UploadRefusedException.Offset, tail.Content);
        }

        _space.GaveBack(RandomAccess.GetLength(file) - tail.Position);
        RandomAccess.SetLength(file, tail.Position);
        return new UploadWriter(file, cipher, tail, _space);
    }

    /// <param name="upload">Name under which it must have arrived; null for any.</param>
    private UploadCipher? Cipher(SafeFileHandle file, Guid? upload)
    {
        var bytes = new byte[UploadHeader.Size];
        return RandomAccess.Read(file, bytes, 0) == bytes.Length && UploadHeader.Read(bytes) is { } header && (upload ?? header.Upload) == header.Upload
            ? header.Cipher(_keys)
            : null;
    }

    private SafeFileHandle OpenRead(Guid upload, string ending) =>
        File.OpenHandle(PathOf(upload, ending), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>By the platform's clock, which retention goes by.</summary>
    private void Touch(Guid upload, string ending)
    {
        if (File.Exists(PathOf(upload, ending)))
        {
            File.SetLastWriteTimeUtc(PathOf(upload, ending), _clock.GetUtcNow().UtcDateTime);
        }
    }

    private string PathOf(Guid upload, string ending) => Path.Combine(_directory, upload.ToString("N") + ending);

    private static InvalidDataException Damaged(Guid upload) => new($"Upload {upload:N} is damaged or cut.");
}

using System.Security.Cryptography;
using CreditGate.Domain;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Pushes.Uploads;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

/// <summary>An upload store of one test, over a data directory and a keys directory of its own.</summary>
internal sealed class UploadsOfATest : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly DataDirectory _data;

    public UploadsOfATest(UploadOptions? options = null, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
        _data = DataDirectory.Open(_directory.File("data"));
        Options = options ?? new UploadOptions { LeaveFreeBytes = 0 };
        Store = Reopened();
    }

    public UploadStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public string KeysFile => Path.Combine(Keys, "content-keys.json");

    public string Keys => _directory.File("keys");

    public DataDirectory Data => _data;

    private UploadOptions Options { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The same files as another process would see them.</summary>
    public UploadStore Reopened() => new(_data, ContentKeys.In(Keys, _data), Microsoft.Extensions.Options.Options.Create(Options), new PlatformClock(Clock));

    public async Task<byte[]> Append(Guid upload, long offset, int bytes)
    {
        var content = RandomNumberGenerator.GetBytes(bytes);
        await Store.Append(upload, offset, new MemoryStream(content), Cancellation);
        return content;
    }

    /// <summary>Takes a whole file in, under a name of the test's choice.</summary>
    public async Task Keep(Guid upload, byte[] content)
    {
        var arrived = Guid.NewGuid();
        await Store.Append(arrived, 0, new MemoryStream(content), Cancellation);
        await Store.Finish(arrived, upload);
    }

    /// <summary>A finished upload with this content.</summary>
    public async Task<(Guid Upload, byte[] Content)> Finished(int bytes)
    {
        var (arrived, upload) = (Guid.NewGuid(), Guid.NewGuid());
        var content = await Append(arrived, 0, bytes);
        await Store.Finish(arrived, upload);
        return (upload, content);
    }

    public string FileOf(Guid upload) => Directory.EnumerateFiles(_data.UploadsPath, $"{upload:N}.*").Single();

    public static byte[] Read(Stream stream)
    {
        using (stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    public void Dispose()
    {
        _data.Dispose();
        _directory.Dispose();
    }
}

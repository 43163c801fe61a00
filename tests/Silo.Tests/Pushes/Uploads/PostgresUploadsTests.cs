using System.Security.Cryptography;
using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Pushes.Uploads;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Uploads;

public sealed class PostgresUploadsTests : UploadContract, IDisposable
{
    private const int Mebibyte = 1 << 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly LedgerDatabase _database;
    private readonly DataDirectory _data;
    private readonly PostgresUploads _uploads;

    public PostgresUploadsTests(SharedPostgres postgres)
    {
        _database = new LedgerDatabase(postgres);
        _data = DataDirectory.Open(_directory.File("data"));
        _uploads = Uploads(new UploadOptions());
    }

    private protected override IUploadStore Store => _uploads;

    private protected override IUnfinishedUploads Arriving => _uploads;

    public void Dispose()
    {
        _data.Dispose();
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Append_IsRefusedFromThereOn_WhenAnotherConnectionHasGoneOn()
    {
        var upload = Guid.NewGuid();
        var first = await Append(upload, 0, 100);
        var (asked, gate) = (new Gate(), new HeldBody(RandomNumberGenerator.GetBytes(3 * Mebibyte)));
        gate.Before = asked.Pass;
        var late = Arriving.Append(upload, 100, gate, Cancellation);
        await Within.Comes("the first connection is under way", asked.Reached);

        var second = RandomNumberGenerator.GetBytes(2 * Mebibyte);
        await Another().Arriving.Append(upload, 100, new MemoryStream(second), Cancellation);
        asked.Open();

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => late);
        Assert.Equal(UploadRefusedException.Offset, refused.Code);
        Assert.Equal([.. first, .. second], Read(Arriving.OpenUnfinished(upload)));
    }

    [Fact]
    public async Task Append_LeavesOneWholeUpload_WhenManyConnectionsStartOverAtOnce()
    {
        var upload = Guid.NewGuid();
        var bodies = Enumerable.Range(0, 6).Select(static _ => RandomNumberGenerator.GetBytes(2 * Mebibyte)).ToArray();
        var ends = await Task.WhenAll(bodies.Select(body => Task.Run(async () =>
        {
            try
            {
                await Another().Arriving.Append(upload, 0, new MemoryStream(body), Cancellation);
                return true;
            }
            catch (UploadRefusedException)
            {
                return false;
            }
        })));

        var kept = Read(Arriving.OpenUnfinished(upload));
        Assert.Contains(bodies.Zip(ends), body => body.Second && body.First.AsSpan().SequenceEqual(kept));
        Assert.Equal(_database.Scalar("SELECT frames FROM upload"), _database.Scalar("SELECT COUNT(*) FROM upload_frame"));
    }

    [Theory]
    [InlineData("UPDATE upload_frame SET frame = set_byte(frame, 40, get_byte(frame, 40) # 1) WHERE nth = 2")]
    [InlineData("DELETE FROM upload_frame WHERE nth = 3")]
    [InlineData("UPDATE upload_frame SET nth = CASE nth WHEN 1 THEN -1 ELSE 1 END WHERE nth IN (1, 2); UPDATE upload_frame SET nth = 2 WHERE nth = -1")]
    [InlineData("DELETE FROM upload_frame WHERE nth = 4; UPDATE upload SET frames = 4")]
    [InlineData("UPDATE upload SET content = content - 1")]
    [InlineData("UPDATE upload SET header = set_byte(header, 60, get_byte(header, 60) # 1)")]
    public async Task Open_NoticesDamage_WhereverItIs(string damage)
    {
        var (upload, _) = await Finished((4 * Frame) + 9);
        _database.Scalar($"{damage}; SELECT 0");

        Assert.Throws<InvalidDataException>(() => Read(Store.Open(upload)));
    }

    [Fact]
    public async Task Rows_SayNothingOfTheContent()
    {
        var secret = "360799190001010019 示例甲"u8.ToArray();
        await Arriving.Append(Guid.NewGuid(), 0, new MemoryStream(secret), Cancellation);

        Assert.Equal(1, _database.Scalar("SELECT COUNT(*) FROM upload_frame"));
        Assert.Equal(0, _database.Scalar($"SELECT COUNT(*) FROM upload_frame WHERE position('\\x{Convert.ToHexStringLower(Encoding.UTF8.GetBytes("示例"))}'::bytea IN frame) > 0"));
    }

    [Fact]
    public async Task Append_IsRefused_WhenAllUploadsTogetherGetTooLarge_UntilOneIsDeleted()
    {
        var uploads = Uploads(new UploadOptions { LargestBytes = Mebibyte, AllBytes = UploadFrames.SyncEvery + Mebibyte });
        var (first, _) = await Finished(Mebibyte);
        var next = Guid.NewGuid();

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(next, 0, new MemoryStream([1]), Cancellation));
        Assert.Equal(UploadRefusedException.NoRoom, refused.Code);
        await Store.Delete(first);
        await uploads.Append(next, 0, new MemoryStream([1]), Cancellation);
    }

    [Fact]
    public async Task Append_IsRefused_WhenTheUploadGetsTooLarge()
    {
        var uploads = Uploads(new UploadOptions { LargestBytes = Mebibyte });
        var upload = Guid.NewGuid();
        await uploads.Append(upload, 0, new MemoryStream(new byte[Mebibyte - 10]), Cancellation);

        var refused = await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(upload, Mebibyte - 10, new MemoryStream(new byte[11]), Cancellation));

        Assert.Equal((UploadRefusedException.TooLarge, Mebibyte - 10), (refused.Code, refused.Received));
    }

    private protected override (IUploadStore Store, IUnfinishedUploads Arriving) Another()
    {
        var another = Uploads(new UploadOptions());
        return (another, another);
    }

    private PostgresUploads Uploads(UploadOptions options) =>
        new(_database.Ledger, ContentKeys.In(_directory.File("keys"), _data), Microsoft.Extensions.Options.Options.Create(options), new PlatformClock(Clock));

    /// <summary>A body of which nothing comes before the test lets it.</summary>
    private sealed class HeldBody(byte[] content) : MemoryStream(content)
    {
        public Func<Task> Before { get; set; } = static () => Task.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Before();
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}

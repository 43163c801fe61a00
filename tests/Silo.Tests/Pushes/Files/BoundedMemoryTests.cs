using System.IO.Compression;
using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Pushes.Files;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>No file is too large to be read, or refused, in the memory of a few rows.</summary>
public sealed class BoundedMemoryTests
{
    private const long Gigabyte = 1L << 30;
    private const long Most = 24L << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examine_AndRead_RejectOneRow_WhenALineOfNdjsonHasAGigabyte()
    {
        FileExamination? examined = null;
        var rows = new List<FileRow>();
        await Within(async () =>
        {
            examined = await Files.Examine(Line);
            await foreach (var row in Files.Stream(Line(), examined.Facts!))
            {
                rows.Add(row);
            }
        });

        Assert.Equal((FileForm.Ndjson, 1, Gigabyte), (examined!.Facts!.Form, examined.Facts.Rows, examined.Facts.Bytes));
        Assert.Equal(["1:line-too-long@"], Files.Faults(rows));

        static GeneratedStream Line() => new("{\"reason\":\""u8.ToArray(), (byte)'x', Gigabyte);
    }

    [Theory]
    [InlineData("", "line-too-long")]
    [InlineData(Files.PenaltyHeader + "\n\"", "csv-unclosed-quote")]
    [InlineData(Files.PenaltyHeader + "\n", null)]
    public async Task Examine_SaysWhatIsWrong_WhenALineOfCsvNeverEnds(string beginning, string? code)
    {
        FileExamination? examined = null;
        await Within(async () => examined = await Files.Examine(() => new GeneratedStream(Encoding.ASCII.GetBytes(beginning), (byte)'x', Gigabyte / 4), Files.Csv));

        Assert.Equal((code, code is null ? 1 : null), (examined!.Fault?.Fault.Code, examined.Facts?.Rows));
    }

    [Fact]
    public async Task Examine_StopsAGzipBomb_Behind8Mebibytes()
    {
        var bomb = Bomb(9L << 20);
        FileExamination? examined = null;
        await Within(async () => examined = await Files.Examine(() => new MemoryStream(bomb, writable: false), Files.Ndjson));

        Assert.Equal("gzip-bomb", examined!.Fault?.Fault.Code);
    }

    [Fact]
    public async Task Examine_TakesRepetitiveContent_UpTo8Mebibytes() => Assert.Null((await Files.Examine(Bomb(8L << 20), Files.Ndjson)).Fault);

    [Fact]
    public async Task Expanded_StopsAt8Gibibytes_HoweverMuchWasSent()
    {
        using var sent = new SentBytes(new GeneratedStream([], 0, 44L << 20));
        await sent.CopyToAsync(Stream.Null, Cancellation);
        using var expanded = new ExpandedBytes(new GeneratedStream([], 0, 1L << 50), sent);
        var (buffer, count) = (new byte[16 << 20], 0L);

        var refused = await Assert.ThrowsAsync<UnusableFileException>(async () =>
        {
            while (true)
            {
                count += await expanded.ReadAsync(buffer, Cancellation);
            }
        });

        Assert.Equal(("gzip-bomb", 8L << 30), (refused.Fault.Fault.Code, count));
    }

    [Theory]
    [InlineData(5_000_000, null)]
    [InlineData(5_000_001, "too-many-rows")]
    public async Task Examine_CountsRows_UpToTheLimit(int rows, string? code)
    {
        var file = new byte[rows * 3];
        for (var i = 0; i < file.Length; i += 3)
        {
            "{}\n"u8.CopyTo(file.AsSpan(i));
        }

        Assert.Equal(code, (await Files.Examine(file)).Fault?.Fault.Code);
    }

    /// <summary>Nothing here leaves the thread, so the thread's own count is the whole: other tests run beside it.</summary>
    private static async Task Within(Func<Task> read)
    {
        var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
        await read();

        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, Most);
    }

    private static byte[] Bomb(long length)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            new GeneratedStream([], (byte)'x', length).CopyTo(gzip);
        }

        return compressed.ToArray();
    }
}

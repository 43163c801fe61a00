using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Fuzzing;
using CreditGate.Silo.Pushes.Files;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>Whatever is sent as a file, it is refused with a fault or read row by row, every row into a record or faults. 200,000 files with CREDITGATE_FULL=1.</summary>
public sealed class FileFuzzTests
{
    private static readonly RowFiles Reader = new();

    private static readonly byte[][] Samples =
    [
        Files.Utf8(string.Join('\n', Enumerable.Range(1, 3).Select(Files.JsonRow))),
        Files.Utf8(Files.PenaltyCsv(3)),
        Files.Gb18030(Files.PenaltyCsv(3)),
        Files.Gzip(Files.Utf8(Files.PenaltyCsv(3))),
        Files.Gzip(Files.Utf8(Files.JsonRow(4))),
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.csv").Select(File.ReadAllBytes),
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Files.PenaltyCsv(1))],
    ];

    [Fact]
    public Task Files_AreReadOrRefused() => Fuzz.Each(400, 200_000, static mutator =>
    {
        var file = mutator.Chance(8) ? mutator.Random() : mutator.Of(mutator.One(Samples), mutator.One(Samples));
        if (mutator.Chance(6))
        {
            file = Files.Gzip(file);
        }

        var declared = new DeclaredFile(mutator.One([Files.Any, Files.Csv, Files.Ndjson, "application/gzip", "a"]), mutator.One([null, null, "utf-8", "gb18030", "utf-16", "?"]), mutator.Chance(8));
        // Memory streams never wait, so this ends on this thread, where its memory is counted.
        var (facts, fault) = Reader.Examine(() => new MemoryStream(file, writable: false), declared).GetAwaiter().GetResult();
        Assert.Equal(facts is null, fault is not null);
        if (facts is not null)
        {
            Assert.Equal(facts.Rows, Read(file, facts, mutator.Chance(2) ? "L04" : null));
        }
    });

    private static int Read(byte[] file, FileFacts facts, string? list)
    {
        var rows = Reader.Read(new MemoryStream(file, writable: false), facts, list, 0).ToBlockingEnumerable().ToArray();
        Assert.All(rows, static row => Assert.True(row.Row is not null || !row.Faults.IsDefaultOrEmpty));
        var sent = Reader.Sent(new MemoryStream(file, writable: false), facts).ToBlockingEnumerable().Where(static row => !row.IsHeader).Select(static row => row.Line);
        Assert.Equal(rows.Select(static row => row.Line), sent);
        return rows.Length;
    }
}

using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Pushes.Files;
using CsCheck;
using CsvHelper;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

public sealed class ReadingLawTests
{
    private static readonly Gen<string> Cell = Gen.OneOf(Gen.Const(""), Gen.Const("示例"), Gen.String[Gen.Char["ab示, ;\t\"'\r\n"], 0, 8]);

    private static readonly Gen<string> CsvLine = Gen.OneOf(
        Files.PenaltyRow(1), Files.PenaltyRow(2, "\"一\n二\""), Files.PenaltyRow(3, "\"他说\"\"好\"\"\""), "", ",,,", "一,二", "\"示例\"公司,法人", Files.PenaltyRow(4) + ",多");

    private static readonly Gen<string> JsonLine = Gen.OneOf(Files.JsonRow(1), Files.JsonRow(2), "", "  ", "{broken", "[]", "{\"number\":1}", "{\"nunber\":\"示例\"}");

    private static readonly Gen<byte[]> File = Gen.OneOf(
        Gen.Select(CsvLine.Array[0, 12], Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool, static (lines, end, gb) =>
            Bytes(string.Join(end, [Files.PenaltyHeader, .. lines]) + end, gb)),
        JsonLine.Array[0, 12].Select(static lines => Bytes(string.Join('\n', [Files.JsonRow(9), .. lines]), gb: false)));

    private static readonly Gen<int[]> Lengths = Gen.OneOf(Gen.Int[1, 7].Array[1, 4], Gen.Int[1, 200].Array[1, 4]);

    /// <summary>So a job that was interrupted anywhere goes on as if it had not been.</summary>
    [Fact]
    public async Task Read_AfterAnyLine_IsTheTailOfTheWhole_HoweverTheBytesArrive() =>
        await Gen.Select(File, Gen.Bool, Lengths, Gen.Int[0, 30]).SampleAsync(static async (plain, gzip, lengths, line) =>
        {
            var file = gzip ? Files.Gzip(plain) : plain;
            var facts = await Files.Facts(file);
            var whole = await Files.Read(file, facts);
            var examined = (await Files.Examine(() => new ChunkedStream(file, lengths))).Facts;

            Assert.Equal(facts with { UnknownColumns = [] }, examined! with { UnknownColumns = [] });
            Assert.Equal(facts.Rows, whole.Count);
            Assert.Equal(Said(whole.Where(row => row.Line > line)), Said(await Files.Read(file, facts, afterLine: line)));
            Assert.Equal(Said(whole), Said(await Files.Stream(new ChunkedStream(file, lengths), facts).ToListAsync()));
            Assert.Equal(whole.Select(static row => row.Line), (await Files.Sent(file)).Where(static row => !row.IsHeader).Select(static row => row.Line));
        }, iter: 300);

    /// <summary>What a library writes, we read.</summary>
    [Fact]
    public async Task Csv_IsReadAsItWasWritten() =>
        await Gen.Select(Cell.Array[3].Array[1, 6], Gen.OneOf("\n", "\r\n", "\r"), Lengths).SampleAsync(static async (rows, end, lengths) =>
        {
            var written = new StringWriter();
            using (var writer = CsvWriter.Create(written, new CsvWriterOptions { NewLine = end, HasHeader = false }))
            {
                foreach (var row in rows.Prepend(["a", "b", "c"]))
                {
                    writer.WriteRecord(row);
                }
            }

            using var source = new TextSource(new ChunkedStream(Files.Utf8(written.ToString()), lengths), FileCharset.Utf8);
            var records = new CsvRecords(source);
            Assert.True(await records.Next(default));
            foreach (var row in rows)
            {
                Assert.True(await records.Next(default));
                Assert.Equal(row, Enumerable.Range(0, records.Cells.Count).Select(records.Cell));
            }

            Assert.False(await records.Next(default));
        }, iter: 500);

    private static byte[] Bytes(string text, bool gb) => gb ? Files.Gb18030(text) : Files.Utf8(text);

    private static IEnumerable<string> Said(IEnumerable<FileRow> rows) =>
        rows.Select(static row => $"{row.Line} {JsonSerializer.Serialize(row.Row)} {string.Join(' ', row.Faults)}");
}

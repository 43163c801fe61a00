using CreditGate.Actors.Pushes;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>The files that we give to departments as examples are themselves without fault.</summary>
public sealed class ExampleFileTests
{
    [Theory]
    [InlineData("permit.csv", FileForm.PermitCsv, 3)]
    [InlineData("penalty.csv", FileForm.PenaltyCsv, 4)]
    [InlineData("list.csv", FileForm.ListCsv, 3)]
    [InlineData("rows.ndjson", FileForm.Ndjson, 4)]
    public async Task Example_HoldsGoodRecords(string name, FileForm form, int count)
    {
        var now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));
        var reader = new RecordReader(CatalogueLoader.Load().At(now), new DateOnly(2026, 11, 23));
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "examples", name), TestContext.Current.CancellationToken);

        var facts = await Files.Facts(file);
        var rows = await Files.Read(file, facts);

        Assert.Equal((form, count), (facts.Form, rows.Count));
        Assert.Empty(facts.UnknownColumns);
        Assert.Empty(Files.Faults(rows));
        Assert.All(rows, row => Assert.Empty(reader.Read(row.Row!, "D22", now, row.Line).Faults));
    }
}

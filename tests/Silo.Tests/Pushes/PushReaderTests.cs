using CreditGate.Actors.Pushes;
using CreditGate.Domain.Catalogues;
using CreditGate.Silo.Pushes.Files;
using CreditGate.Silo.Tests.Pushes.Uploads;
using Xunit;
using Sent = CreditGate.Silo.Tests.Pushes.Files.Files;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class PushReaderTests
{
    [Fact]
    public async Task Read_NamesEveryFaultOfARow_ByTheColumnsOfTheFile()
    {
        var row = Sent.PenaltyRow(1).Replace(",罚款,", ",罚单,", StringComparison.Ordinal).Replace("2026-06-01", "2026-13-01", StringComparison.Ordinal).Replace("示罚〔2026〕1号", "", StringComparison.Ordinal);

        var read = Assert.Single(await Read($"{Sent.PenaltyHeader}\n{row}\n"));

        Assert.Null(read.Draft);
        Assert.Equal(
            ["unknown-choice@CF_CFLB", "fine-without-category@CF_NR_FK", "missing@CF_WSH", "not-a-date@CF_JDRQ"],
            read.Faults.Select(static fault => $"{fault.Fault.Code}@{fault.Field}"));
        Assert.StartsWith("处罚决定日期：", read.Faults[^1].Fault.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GivesADraft_WhenTheRowHasNoFault() => Assert.NotNull(Assert.Single(await Read($"{Sent.PenaltyHeader}\n{Sent.PenaltyRow(1)}\n")).Draft);

    private static async Task<List<ReadRow>> Read(string text)
    {
        var file = Sent.Utf8(text);
        var id = Guid.NewGuid();
        var job = new PushJob
        {
            Id = id,
            Credential = "示例凭据",
            Organisation = PushingSilo.Market,
            Key = "示例",
            AcceptedAt = PushingSilo.AsOf,
            AsOf = PushingSilo.AsOf,
            File = await Sent.Facts(file),
            ExpiresAt = PushingSilo.AsOf.AddDays(1),
        };
        var rows = new List<ReadRow>();
        using var uploads = new UploadsOfATest();
        await uploads.Keep(id, file);
        using var threads = new BulkThreads();
        await foreach (var chunk in new PushReader(new RowFiles(), uploads.Store, CatalogueLoader.Load(), threads).Read(job, 0, 100, TestContext.Current.CancellationToken))
        {
            rows.AddRange(chunk.Rows);
        }

        return rows;
    }
}

using System.Text.Json;
using CreditGate.Api.Tests.Hosting;
using CreditGate.LoadTests.Rows;
using CreditGate.Push;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>A whole file through the command, the wire, the service's own process and its ledger. A million rows with CREDITGATE_FULL=1.</summary>
public sealed class MillionRowTests
{
    private static readonly int Rows = Environment.GetEnvironmentVariable("CREDITGATE_FULL") == "1" ? 1_000_000 : 20_000;

    [Theory]
    [InlineData(nameof(RowForm.Ndjson))]
    [InlineData(nameof(RowForm.PenaltyCsv))]
    public async Task Push_ReportsEveryFaultOnItsLine_TakesEveryGoodRow_AndChangesNothingWhenItComesAgain(string form)
    {
        using var own = new OwnDirectory();
        using var files = new OwnDirectory();
        using var gate = GateProcess.Start(own.Path);
        using var client = await gate.Operator(own.Path);
        var file = PlantedFile.Write(files.Path, Enum.Parse<RowForm>(form), Rows);

        var first = await Push(file, client, own.Path);
        AssertFaults(file);
        AssertCounts(first, created: file.Good, unchanged: 0, rejected: file.Faulty);
        using var ledger = new LedgerRecords(own.Path);
        Assert.Empty(ledger.Without(file.Rows.Where(static row => row.Fault is null)).Take(10));
        Assert.Equal(file.Good, ledger.Count);
        await AssertShown(client, file);

        var (content, changes) = (ledger.Content(), ledger.Changes);
        var again = await Push(file, client, own.Path, "--idempotency-key", "the-same-file-again");
        AssertFaults(file);
        AssertCounts(again, created: 0, unchanged: file.Good, rejected: file.Faulty);
        Assert.NotEqual(first.Text("id"), again.Text("id"));
        Assert.Equal((content, changes, file.Good), (ledger.Content(), ledger.Changes, ledger.Count));
    }

    [Fact]
    public async Task Push_IsTheSameJob_WhenTheSameFileComesAgainWithTheSameOptions()
    {
        using var own = new OwnDirectory();
        using var files = new OwnDirectory();
        using var gate = GateProcess.Start(own.Path);
        using var client = await gate.Operator(own.Path);
        var file = PlantedFile.Write(files.Path, RowForm.Ndjson, 2_000);
        var command = PushCommand.Of(client, own.Path);

        var first = await command.Run(file.Path);
        var second = await command.Run(file.Path);

        Assert.Equal((ExitCode.SomeRejected, ExitCode.SomeRejected), (first, second));
        Assert.Contains("The service has this file already", command.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await client.Get("/v1/pushes")).GetProperty("pushes").GetArrayLength());
    }

    /// <summary>Runs the command to its end, and gives the job as the service tells it.</summary>
    private static async Task<JsonElement> Push(PlantedFile file, HttpClient client, string data, params string[] options)
    {
        var command = PushCommand.Of(client, data);
        File.Delete(RejectsOf(file));
        var code = await command.Run([file.Path, .. options]);
        Assert.True(code == ExitCode.SomeRejected, $"{code}: {command.Output}{command.Error}");
        return (await client.Get("/v1/pushes")).GetProperty("pushes")[0].Clone();
    }

    private static void AssertFaults(PlantedFile file)
    {
        Assert.Equal(12, file.Rows.Select(static row => row.Fault).OfType<RowFault>().Distinct().Count());
        Assert.Equal(file.ExpectedFaults(), LineFault.InRejects(RejectsOf(file)));
    }

    private static string RejectsOf(PlantedFile file) =>
        Path.Combine(Path.GetDirectoryName(file.Path)!, Path.GetFileNameWithoutExtension(file.Path) + ".rejects" + Path.GetExtension(file.Path));

    private static void AssertCounts(JsonElement job, int created, int unchanged, int rejected)
    {
        int Count(string member) => job.GetProperty(member).GetInt32();
        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(
            (created + unchanged + rejected, created, 0, unchanged, 0, rejected),
            (Count("settled"), Count("created"), Count("revised"), Count("unchanged"), Count("withdrawn"), Count("rejected")));
    }

    /// <summary>Spot by spot, through the subject's grain: what is in the ledger is what callers see.</summary>
    private static async Task AssertShown(HttpClient client, PlantedFile file)
    {
        foreach (var row in file.Rows.Where(static row => row is { Fault: null, Index: < 5_000 }).Where(static row => row.Index % 250 == 0))
        {
            var subject = await client.Get($"/v1/subjects/{row.Uscc}");
            Assert.Contains(row.Number, subject.Each("records", "number"));
        }
    }
}

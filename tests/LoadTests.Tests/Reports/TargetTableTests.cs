using System.Text.Json;
using CreditGate.LoadTests.Guarding;
using CreditGate.LoadTests.Reports;
using Xunit;

namespace CreditGate.LoadTests.Tests.Reports;

public sealed class TargetTableTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-targets-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Lines_HoldMediansOfTheRoundsAgainstWhatIsAsked()
    {
        Round("service", 1, 3_000);
        Round("service", 2, 9_000);
        Round("service", 3, 8_000);
        Round("noop", 1, 10_000);
        Round("noop", 2, 12_000);
        Round("postgres", 1, 1_000);
        Round("open-service", 1, 100, p99: 9, p999: 21);
        Round("open-noop", 1, 100, p99: 4.5, p999: 5);
        Round("activate", 1, 9_999);
        new GuardFigures(4_096, 1, 1, 1).Save(Path.Combine(_directory.FullName, "guard.json"));
        File.WriteAllText(Path.Combine(_directory.FullName, "scale.txt"), "subjects 1000\nheapBytesPerSubject 3585\nfirstAnswerMs 2390\n");

        var lines = TargetTable.Lines(_directory.FullName);

        Assert.Contains("| single check / no-op endpoint | 0.73 | at least 0.75 | **not met** |", lines);
        Assert.Contains("| / ASP.NET Core + PostgreSQL | 8 | at least 4 | met |", lines);
        Assert.Contains("| open loop at half of the maximum, p99 / no-op's | 2 | at most 2 | met |", lines);
        Assert.Contains("| the same, p99.9, ms | 21 | at most 20 | **not met** |", lines);
        Assert.Contains("| activations a second | 9,999 | at least 10,000 | **not met** |", lines);
        Assert.Contains("| allocated for a check, KB, its shipping, sweeping and sealing included | 4 | at most 4 | met |", lines);
        Assert.Contains("| heap for an active subject with three records, KB | 3.5 | at most 3.5 | **not met** |", lines);      // by one byte
        Assert.Contains("| start to the first answered check, s | 2.39 | at most 3 | met |", lines);
    }

    [Fact]
    public void Lines_SayWhatWasNotMeasured()
    {
        var lines = TargetTable.Lines(_directory.FullName);

        Assert.Equal(16 + 2, lines.Length);
        Assert.All(lines[2..], static line => Assert.Contains("| not measured |", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Contains("met |", StringComparison.Ordinal));
    }

    private void Round(string system, int round, double decisions, double p99 = 1, double p999 = 1) => File.WriteAllText(
        Path.Combine(_directory.FullName, $"{system}-{round}.json"),
        JsonSerializer.Serialize(new { decisions, latencyMs = new Dictionary<string, double> { ["p99"] = p99, ["p99.9"] = p999 } }));
}

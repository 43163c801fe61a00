using CreditGate.LoadTests.Guarding;
using CreditGate.LoadTests.Tests.Nodes;
using Xunit;

namespace CreditGate.LoadTests.Tests.Guarding;

public sealed class GuardTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-guard-");

    private static string Baseline => Path.Combine(AppContext.BaseDirectory, "guard-baseline.json");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Guard_HoldsTheCommittedBaseline_AndCatchesANeedlessStepInTheCheckPath()
    {
        var measured = Path.Combine(_directory.FullName, "measured.json");
        Assert.Equal(0, await Guarded("measured", slowed: false, Baseline, "--margin", "100", "--file", measured));
        Assert.Equal(1, await Guarded("slowed", slowed: true, measured));
    }

    [Theory]
    [InlineData(1_079, 11.9, 0)]
    [InlineData(1_081, 3, 1)]
    [InlineData(1_000, 12.1, 1)]
    [InlineData(1_000, double.NaN, 1)]
    [InlineData(500, 1, 0)]
    public void Against_FindsWhatIsClearlyWorse(double bytes, double ratio, int regressed) =>
        Assert.Equal(regressed, new GuardFigures(bytes, 1_000, 1_000, ratio).Against(new GuardFigures(1_000, 1_000, 1_000, 3), margin: 0.08).Count(static verdict => verdict.Regressed));

    [Theory]
    [InlineData(7_262, true)]
    [InlineData(3_639, true)]
    [InlineData(1_503, false)]
    public void IsPlausible_UnlessACheckAllocatesFarLessThanNothingDone(double bytes, bool plausible) => Assert.Equal(plausible, new GuardFigures(bytes, 4_536, 1_000, 3).IsPlausible());

    [Fact]
    public async Task Guard_EndsWithTwo_WhenThereIsNoService()
    {
        var key = Path.Combine(_directory.FullName, "key");
        await File.WriteAllTextAsync(key, "cg_example", TestContext.Current.CancellationToken);
        Assert.Equal(2, await GuardCommand.Run(new Uri("http://127.0.0.1:1"), key, Baseline, [], TestContext.Current.CancellationToken));
    }

    private async Task<int> Guarded(string name, bool slowed, string baseline, params string[] further)
    {
        var data = Path.Combine(_directory.FullName, name);
        using var service = await BenchService.Start(data, slowed ? Path.Combine(AppContext.BaseDirectory, "CreditGate.SlowStep.dll") : null);
        return await GuardCommand.Run(service.Address, Path.Combine(data, "operator.key"), baseline, ["--seconds", "1", .. further], TestContext.Current.CancellationToken);
    }
}

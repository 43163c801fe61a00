using CreditGate.LoadTests.Tests.Nodes;
using Xunit;

namespace CreditGate.LoadTests.Tests.Running;

public sealed class FirstChecksTests : IDisposable
{
    private const int Count = 50;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-first-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Measure_CountsFromTheStartOfTheProcess_AndEveryCheckAfterTheFirst()
    {
        var (data, started) = (Path.Combine(_directory.FullName, "data"), TimeProvider.System.GetUtcNow());
        using var service = await BenchService.Start(data, hook: null);
        var listens = (TimeProvider.System.GetUtcNow() - started).TotalMilliseconds;

        var figures = (await FirstChecks.Measure(service.Address, Path.Combine(data, "operator.key"), started.ToUnixTimeMilliseconds(), 1, Count))
            .ToDictionary(static figure => figure.Name, static figure => figure.Milliseconds);

        var all = (TimeProvider.System.GetUtcNow() - started).TotalMilliseconds;
        Assert.InRange(figures["firstAnswerMs"], listens - 1, all + 1);
        Assert.InRange(figures["firstChecksP50Ms"], 0.01, figures["firstChecksP99Ms"]);
        Assert.InRange(figures["firstChecksP99Ms"], figures["firstChecksP50Ms"], figures["firstChecksMaxMs"]);
        Assert.InRange(figures["firstChecksMaxMs"], figures["firstChecksP99Ms"], all);
    }

    [Fact]
    public async Task Measure_Fails_WhenAKeyIsNoKey()
    {
        using var service = await BenchService.Start(Path.Combine(_directory.FullName, "data"), hook: null);
        var key = Path.Combine(_directory.FullName, "key");
        await File.WriteAllTextAsync(key, "cg_example", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => FirstChecks.Measure(service.Address, key, 0, 1, Count));
    }
}

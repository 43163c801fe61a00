using System.Text.Json;
using System.Xml.Linq;
using CreditGate.CrashTests;
using CreditGate.LoadTests.Running;
using CreditGate.LoadTests.Tests.Nodes;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace CreditGate.LoadTests.Tests.Running;

/// <summary>The command against the service itself, as its users start both.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-load-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Run_JudgesTheServicesAnswersRight_WhileTheyAreWrittenTo()
    {
        var data = Path.Combine(_directory.FullName, "data");
        using var service = await ServiceProcess.Start(data);
        var scenario = Path.Combine(_directory.FullName, "small.json");
        await File.WriteAllTextAsync(scenario, """
            {"name":"small","subjects":{"count":300,"persons":0.2},"traffic":{"check":80,"push":19,"batch":1},"batchSize":20,"verifyEvery":1,
             "load":{"mode":"open","rate":150,"seconds":3,"warmUpSeconds":1},"expect":["errors == 0","wrong == 0"]}
            """, TestContext.Current.CancellationToken);
        string[] arguments = ["--target", service.Operator.BaseAddress!.ToString(), "--key-file", Path.Combine(data, "operator.key"), "--plain", "--out"];

        Assert.Equal(0, await RunCommand.Run(scenario, [.. arguments, Path.Combine(_directory.FullName, "first")]));
        Assert.Equal(0, await RunCommand.Run(scenario, [.. arguments, Path.Combine(_directory.FullName, "again")]));        // what the first wrote was put right

        var summary = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_directory.FullName, "first", "summary.json"), TestContext.Current.CancellationToken));
        Assert.True(summary.GetProperty("judged").GetProperty("right").GetInt32() > 200);
        Assert.All(["latency.svg", "throughput.svg"], plot => Assert.NotEmpty(XDocument.Load(Path.Combine(_directory.FullName, "first", plot)).Root!.Elements()));
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(_directory.FullName, "first", "seconds.csv"), TestContext.Current.CancellationToken)).Skip(1).Take(3).Count());

        await File.WriteAllTextAsync(scenario, (await File.ReadAllTextAsync(scenario, TestContext.Current.CancellationToken)).Replace("errors == 0", "throughput >= 900000", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunCommand.Run(scenario, [.. arguments, Path.Combine(_directory.FullName, "failed")]));
    }

    [Fact]
    public async Task NoOp_AnswersAtTheLengthOfACheck()
    {
        var data = Path.Combine(_directory.FullName, "data");
        using var service = await BenchService.Start(data, hook: null);
        var bytes = new List<double>();
        foreach (var scenario in (string[])["peers", "noop"])
        {
            var results = Path.Combine(_directory.FullName, scenario);
            Assert.Equal(0, await RunCommand.Run(
                Path.Combine(AppContext.BaseDirectory, "scenarios", scenario + ".json"),
                ["--target", service.Address.ToString(), "--key-file", Path.Combine(data, "operator.key"), "--plain", "--subjects", "200", "--warm-up", "0", "--seconds", "1", "--out", results]));
            bytes.Add(JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(results, "summary.json"), TestContext.Current.CancellationToken)).GetProperty("responseBytes").GetDouble());
        }

        Assert.InRange(bytes[1], bytes[0] * 0.98, bytes[0] * 1.02);
    }

    [Theory]
    [InlineData("there-is-none.json", "http://127.0.0.1:1")]
    [InlineData("scenarios/warm.json", "not-an-address")]
    [InlineData("scenarios/warm.json", "http://127.0.0.1:1")]
    public async Task Run_EndsWithTwo_WhenItCannotRun(string scenario, string target)
    {
        var key = Path.Combine(_directory.FullName, "key");
        await File.WriteAllTextAsync(key, "cg_example", TestContext.Current.CancellationToken);
        Assert.Equal(2, await RunCommand.Run(Path.Combine(AppContext.BaseDirectory, scenario), ["--target", target, "--key-file", key, "--plain", "--no-seed"]));
    }

    [Fact]
    public async Task Run_EndsWithTwo_WhenTheServiceHasNoEndpointThatDoesNothing()
    {
        await using var service = WebApplication.Create();
        service.Urls.Add("http://127.0.0.1:0");
        await service.StartAsync(TestContext.Current.CancellationToken);
        var key = Path.Combine(_directory.FullName, "key");
        await File.WriteAllTextAsync(key, "cg_example", TestContext.Current.CancellationToken);

        Assert.Equal(2, await RunCommand.Run(
            Path.Combine(AppContext.BaseDirectory, "scenarios", "noop.json"), ["--target", service.Urls.Single(), "--key-file", key, "--plain", "--no-seed", "--warm-up", "0", "--seconds", "1"]));
    }

    [Fact]
    public async Task Run_EndsWithTwo_WhenAnArgumentIsNotKnown() => Assert.Equal(2, await RunCommand.Run(
        Path.Combine(AppContext.BaseDirectory, "scenarios", "warm.json"), ["--target", "http://127.0.0.1:1", "--key-file", "none", "--secondz", "1"]));
}

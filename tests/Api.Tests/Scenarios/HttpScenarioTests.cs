using CreditGate.Api.Tests.Hosting;
using CreditGate.Scenarios;
using Xunit;

namespace CreditGate.Api.Tests.Scenarios;

/// <summary>Every scenario that runs through the decider runs through HTTP as well, with the same expectations.</summary>
public sealed class HttpScenarioTests(HttpScenarioTests.SharedService shared) : IClassFixture<HttpScenarioTests.SharedService>
{
    public static TheoryData<string> Names => [.. ScenarioFiles.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Service_TellsTheStory(string name)
    {
        var scenario = ScenarioFiles.All[name];
        var faults = HttpRunner.NeedsItsOwnService(scenario) ? await RunAlone(scenario) : await new HttpRunner(shared.Gate, shared.Clock, scenario).Run();

        Assert.True(faults.Count == 0, $"{scenario.Story}{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }

    private static async Task<List<string>> RunAlone(Scenario scenario)
    {
        var clock = new SetClock(scenario.Steps[0].At);
        await using var gate = await RunningGate.Start(clock);
        return await new HttpRunner(gate, clock, scenario).Run();
    }

    /// <summary>One service for all scenarios that share no subject.</summary>
    public sealed class SharedService : IAsyncLifetime
    {
        internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));

        internal RunningGate Gate { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gate = await RunningGate.Start(Clock);

        public async ValueTask DisposeAsync() => await Gate.DisposeAsync();
    }
}

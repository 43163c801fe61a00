using CreditGate.Scenarios;
using Xunit;

namespace CreditGate.Domain.Tests.Scenarios;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. ScenarioFiles.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decide_TellsTheStory(string name)
    {
        var scenario = ScenarioFiles.All[name];
        var faults = DomainRunner.Run(scenario).ToList();

        Assert.True(faults.Count == 0, $"{scenario.Story}{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }

    [Fact]
    public void All_ExpectSomethingOfEveryStep() =>
        Assert.All(
            ScenarioFiles.All.Values.SelectMany(static scenario => scenario.Steps),
            static step => Assert.True(step is { Push.Rows.IsEmpty: false, Case: null, Check: null }
                or { Push: null, Case: not null, ExpectCase: not null, Check: null }
                or { Push: null, Case: null, Check: null, Sweep: true, Restoration: null }
                or { Push: null, Case: null, Check: null, Sweep: false, Restoration.Answers.IsEmpty: false }
                or { Push: null, Case: null, Check: not null, Expect.Outcome: not null }));
}

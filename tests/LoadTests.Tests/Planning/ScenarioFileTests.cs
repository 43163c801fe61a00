using CreditGate.LoadTests.Planning;
using Xunit;

namespace CreditGate.LoadTests.Tests.Planning;

public sealed class ScenarioFileTests
{
    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.json")];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Read_TakesEveryScenarioOfTheProduct(string path) =>
        Assert.Equal(Path.GetFileNameWithoutExtension(path), ScenarioFile.Read(path).Name);

    [Theory]
    [InlineData("""{"load":{}}""", "name: give it a name")]
    [InlineData("""{"name":"a b"}""", "name: give it a name")]
    [InlineData("""{"name":"a","subjects":{"count":0}}""", "subjects.count: 0 is out of range, give 1 to")]
    [InlineData("""{"name":"a","subjects":{"persons":1.5}}""", "subjects.persons: 1.5 is out of range")]
    [InlineData("""{"name":"a","keys":{"draw":"normal"}}""", "keys.draw: \"normal\" is unknown, write one of uniform, zipf")]
    [InlineData("""{"name":"a","traffic":{"write":1}}""", "traffic: \"write\" is unknown, write one of check")]
    [InlineData("""{"name":"a","traffic":{"check":0}}""", "traffic: give at least one kind a share above 0")]
    [InlineData("""{"name":"a","traffic":{"custom":1}}""", "custom: traffic.custom needs custom.path")]
    [InlineData("""{"name":"a","load":{"mode":"open"}}""", "load.rate: an open load needs its requests a second")]
    [InlineData("""{"name":"a","load":{"rate":10}}""", "load.rate: a closed load has no rate")]
    [InlineData("""{"name":"a","load":{"mode":"open","stages":[{"seconds":5,"rate":1},{"seconds":5}]}}""", "load.stages[1].rate: an open load needs")]
    [InlineData("""{"name":"a","load":{"mode":"open","rate":1,"thinkMilliseconds":5}}""", "load.thinkMilliseconds: only a closed load thinks")]
    [InlineData("""{"name":"a","load":{"mode":"trace"}}""", "load.trace: name the trace's file")]
    [InlineData("""{"name":"a","load":{"mode":"trace","trace":"none.csv"}}""", "load.trace: there is no file none.csv")]
    [InlineData("""{"name":"a","load":{"mode":"trace","trace":"day.csv","seconds":5}}""", "load.seconds: a trace has its own length")]
    [InlineData("""{"name":"a","expect":["p99 is good"]}""", "expect[0]: \"p99 is good\" is not understood, write FIGURE COMPARISON NUMBER")]
    [InlineData("""{"name":"a","lod":{}}""", "lod (line 1): there is no such field")]
    [InlineData("""{"name":"a","load":{"connections":"many"}}""", "$.load.connections (line 1)")]
    [InlineData("""{"name":""", "(line 1)")]
    public void Parse_NamesFieldAndRemedy_WhenTheFileIsFaulty(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ScenarioException>(() => ScenarioFile.Parse(json, AppContext.BaseDirectory)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--connections 0", "load.connections: 0 is out of range, give 1 to")]
    [InlineData("--persons 5", "subjects.persons: 5 is out of range")]
    [InlineData("--seconds 0", "load.seconds: 0 is out of range")]
    [InlineData("--rate 10", "load.rate: a closed load has no rate")]
    public void Parse_HoldsTheCommandLineToTheSameLimits(string arguments, string expected) => Assert.Contains(
        expected, Assert.Throws<ScenarioException>(() => ScenarioFile.Parse("""{"name":"a"}""", ".", Said(arguments))).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_LetsTheCommandLineGoBeforeTheFile()
    {
        var scenario = ScenarioFile.Parse(
            """{"name":"a","subjects":{"count":5,"first":7},"load":{"mode":"open","connections":9,"stages":[{"seconds":5,"rate":1},{"seconds":1,"rate":3}]}}""",
            ".", Said("--subjects 6 --persons 0.5 --warm-up 2 --seconds 10 --rate 20"));

        Assert.Equal((6, 7, 0.5), (scenario.Subjects.Count, scenario.Subjects.First, scenario.Subjects.Persons));
        Assert.Equal((9, 2.0), (scenario.Load.Connections, scenario.Load.WarmUpSeconds));
        Assert.Equal([new Stage(5, 20), new Stage(5, 20)], scenario.Load.Stages);
    }

    [Fact]
    public void Parse_TellsEveryFaultAtOnce()
    {
        var fault = Assert.Throws<ScenarioException>(() => ScenarioFile.Parse("""{"subjects":{"count":0},"expect":["?"]}""", "."));
        Assert.Equal(3, fault.Faults.Count);
    }

    [Theory]
    [InlineData("p99 <= 20 ms", 20, true)]
    [InlineData("p99 <= 20 ms", 20.1, false)]
    [InlineData("p99.9 < 1 s", 999, true)]
    [InlineData("errors == 0", 1, false)]
    [InlineData("throughput >= 1900", 1900, true)]
    [InlineData("throughput>=1900/s", 1899, false)]
    public void Expectation_HoldsUpToItsBound(string text, double value, bool holds) => Assert.Equal(holds, Expectation.Parse(text)!.Holds(value));

    private static Overrides Said(string arguments) => Overrides.Of(new Arguments(arguments.Split(' '), "", Overrides.Names));
}

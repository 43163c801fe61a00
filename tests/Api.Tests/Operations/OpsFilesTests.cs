using System.Text.Json;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace CreditGate.Api.Tests.Operations;

public sealed partial class OpsFilesTests
{
    public static TheoryData<string> Yaml => [.. OpsFiles.Yaml];

    [Theory]
    [MemberData(nameof(Yaml))]
    public void Yaml_HasNoKeyTwiceAndNoEmptyDocument(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(OpsFiles.Read(path)));      // a key that comes twice is refused

        Assert.NotEmpty(stream.Documents);
        Assert.All(stream.Documents, static document => Assert.IsType<YamlMappingNode>(document.RootNode));
    }

    [Fact]
    public async Task DashboardAndAlerts_NameOnlyMetricsThatAreExposed()
    {
        // A process of its own: in this one many services share their meters, and the exporter gives up some of so many series.
        using var directory = new OwnDirectory();
        using var gate = GateProcess.Start(directory.Path);
        using var client = await gate.Operator(directory.Path);
        await client.Push(Rows.Registration(Invented.Entity()));
        await client.Check(Calls.CheckOf(Invented.Entity()));
        await FollowTheFeed(client);
        var exposed = (await Scrape.Of(client)).Names;
        string[] expressions = [.. Expressions(OpsFiles.Read("grafana", "creditgate.json")), .. Rules().Select(static rule => Text(rule, "expr"))];

        var named = expressions.SelectMany(static expression => Metric().Matches(Grouping().Replace(expression, "")).Select(static match => match.Value)).Distinct().ToArray();

        Assert.True(named.Length > 20, $"Only {named.Length} metrics are named.");
        Assert.Empty(named.Except(exposed));
    }

    [Fact]
    public void Dashboard_GivesEveryPanelItsOwnIdAndPlace()
    {
        using var dashboard = JsonDocument.Parse(OpsFiles.Read("grafana", "creditgate.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.All(panels.GroupBy(static panel => panel.GetProperty("id").GetInt32()), static same => Assert.Single(same));
        Assert.All(panels.GroupBy(static panel => (At(panel, "x"), At(panel, "y"))), static same => Assert.Single(same));
        Assert.All(panels, static panel => Assert.InRange(At(panel, "x") + At(panel, "w"), 1, 24));
    }

    [Fact]
    public void Alerts_SayHowBadItIsAndWhatToDo()
    {
        var rules = Rules();

        Assert.All(rules, static rule =>
        {
            Assert.Contains(Text((YamlMappingNode)rule["labels"], "severity"), (string[])["page", "ticket"]);
            var annotations = (YamlMappingNode)rule["annotations"];
            Assert.NotEmpty(Text(annotations, "summary"));
            Assert.NotEmpty(Text(annotations, "runbook"));
        });
        Assert.All(rules.GroupBy(static rule => Text(rule, "alert")), static same => Assert.Single(same));
    }

    /// <summary>A reader who waits at the end of the feed is given what is pushed then.</summary>
    private static async Task FollowTheFeed(HttpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await Scrape.Of(client)).Value("creditgate_feed_lag_seconds_count") is null)
        {
            Assert.False(limit.IsCancellationRequested, "Within 60 s no reader was given anything that he had waited for.");
            var waiting = client.GetAsync("/v1/changes?after=now&wait=5", limit.Token);
            while (!waiting.IsCompleted)
            {
                await client.Push(Rows.WageDefaulter(Invented.Entity()));
            }

            Assert.True((await waiting).IsSuccessStatusCode);
        }
    }

    private static YamlMappingNode[] Rules()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(OpsFiles.Read("prometheus", "alerts.yml")));
        return [.. ((YamlSequenceNode)stream.Documents[0].RootNode["groups"]).SelectMany(static group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>()];
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static IEnumerable<string> Expressions(string dashboard)
    {
        using var parsed = JsonDocument.Parse(dashboard);
        return [.. parsed.RootElement.GetProperty("panels").EnumerateArray()
            .Where(static panel => panel.TryGetProperty("targets", out _))
            .SelectMany(static panel => panel.GetProperty("targets").EnumerateArray())
            .Select(static target => target.GetProperty("expr").GetString()!)];
    }

    private static int At(JsonElement panel, string place) => panel.GetProperty("gridPos").GetProperty(place).GetInt32();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b(creditgate|http|dotnet|orleans|kestrel)_[a-z0-9_]+(?=[\{\[\s\)<>]|$)")]
    private static partial Regex Metric();
}

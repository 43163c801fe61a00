using System.Text.Json.Nodes;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Remedies;
using CreditGate.Domain.Sampling;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>The books beside the editions tell their faults as the editions do.</summary>
public sealed class BookFaultTests
{
    [Fact]
    public void Workflows_NameTheGuard_WhenItIsThereTwice() =>
        Workflows("defence-heard", "twice", static root => root["guards"]!.AsArray().Add(root.Entry("guards", "defence-heard").DeepClone()));

    [Fact]
    public void Workflows_NameTheWorkflow_WhenItIsThereTwice() =>
        Workflows("ListEntry", "twice", static root => root["workflows"]!.AsArray().Add(root.Entry("workflows", "ListEntry").DeepClone()));

    [Fact]
    public void Workflows_NameTheState_WhenTheWorkflowHasNoneOfThatName() =>
        Workflows("ListEntry", "Nowhere", static root => Transition(root)["from"]!.AsArray().Add("Nowhere"));

    [Fact]
    public void Workflows_NameTheGuard_WhenItIsNotThere() =>
        Workflows("ListEntry", "no-such-guard", static root => Transition(root)["guards"]!.AsArray().Add("no-such-guard"));

    [Fact]
    public void Workflows_NameTheEvent_WhenNobodyMayCauseIt() =>
        Workflows("ListEntry", "Nobody may cause NotifySubject", static root => Transition(root)["actors"] = new JsonArray());

    [Fact]
    public void Workflows_NameTheState_WhenNothingLeadsToIt() =>
        Workflows("ListEntry", "Nothing leads to the state Forgotten", static root => root.Entry("workflows", "ListEntry")["states"]!.AsArray()
            .Add(new JsonObject { ["code"] = "Forgotten", ["name"] = new JsonObject { ["zh"] = "示例", ["en"] = "example" } }));

    [Fact]
    public void Terms_NameTheTerm_WhenItIsThereTwice() => Terms("twice", static root => root["terms"]!.AsArray().Add(root.Entry("terms", "T01").DeepClone()));

    [Fact]
    public void Terms_NameTheTerm_WhenTheCitySetsNone() => Terms("The city sets no such term", static root => root.Entry("terms", "T01")["levels"]![0]!["level"] = "provincial");

    [Theory]
    [InlineData("limit")]
    [InlineData("target")]
    public void Terms_NameTheTerm_WhenALengthIsNotPositive(string length) => Terms("not positive", root => root.Entry("terms", "T01")["levels"]![0]![length]!["count"] = 0);

    [Fact]
    public void Remedies_NameTheRemedy_WhenItIsThereTwice() =>
        Expect("remedies.json", "objection", "twice", static open => RemedyBook.Load(open), static root => root["remedies"]!.AsArray().Add(root.Entry("remedies", "objection").DeepClone()));

    [Fact]
    public void Sampling_NamesTheClass_WhenItHasNoPolicy() => Sampling("B", "not exactly one policy", static root => root["policies"]!.AsArray().RemoveAt(1));

    [Fact]
    public void Sampling_NamesTheClass_WhenItsRatioIsNone() => Sampling("B", "ratio is none", static root => root["policies"]![1]!["fromPercent"] = -1);

    [Fact]
    public void Sampling_NamesTheAgency_WhenItHasSeveralPoliciesForAClass() => Sampling("D41/B", "several policies", static root =>
    {
        var own = root["policies"]![1]!.DeepClone();
        own["agency"] = "D41";
        root["policies"]!.AsArray().Add(own);
        root["policies"]!.AsArray().Add(own.DeepClone());
    });

    private static JsonNode Transition(JsonNode root) => root.Entry("workflows", "ListEntry")["transitions"]![0]!;

    private static void Workflows(string entry, string problem, Action<JsonNode> edit) => Expect("workflows.json", entry, problem, static open => WorkflowBook.Load(open), edit);

    private static void Terms(string problem, Action<JsonNode> edit) => Expect("terms.json", "T01", problem, static open => TermBook.Load(open), edit);

    private static void Sampling(string entry, string problem, Action<JsonNode> edit) => Expect("sampling.json", entry, problem, static open => SamplingBook.Load(open), edit);

    private static void Expect(string file, string entry, string problem, Action<Func<string, Stream?>> load, Action<JsonNode> edit)
    {
        var fault = Assert.Single(new EditedData().Edit(file, edit).Faults(load));
        Assert.Equal((file, entry), (fault.File, fault.Entry));
        Assert.Contains(problem, fault.Problem.En, StringComparison.Ordinal);
    }
}

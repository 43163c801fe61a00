using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>A person secret is added while nodes serve: the one that restarts re-tags every person, the one that runs on answers meanwhile and afterwards.</summary>
public sealed class SecretAcrossNodesTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Rotation_KeepsNobodyWaiting_AndMakesNobodyTwo()
    {
        await using var cluster = new GateCluster(postgres);
        RunningGate[] nodes = [await cluster.Start("a"), await cluster.Start("b")];
        await Task.WhenAll(nodes.Select(static node => node.Ready(nodes: 2)));
        var (known, court) = (Invented.Person(), await nodes[0].As("D34"));
        await court.Push(Rows.JudgmentDefaulter(known));
        var key = await KeyOf(nodes[0], known);
        await cluster.Stop("b");

        using var ends = new CancellationTokenSource();
        var answers = Answers(nodes[0], known, ends.Token);
        Assert.Equal(0, await CreditGate.Api.Hosting.CreditGateApp.Run(["--add-person-secret", "--postgres", cluster.Database, "--keys", cluster.Keys]));
        var second = await cluster.Start("b");
        await Task.WhenAll(nodes[0].Ready(nodes: 2), second.Ready(nodes: 2));
        await ends.CancelAsync();

        Assert.NotEmpty(await answers);
        Assert.All(await answers, static outcome => Assert.Equal("refuse proceed", outcome));
        Assert.Equal([key, key], await Task.WhenAll(KeyOf(nodes[0], known), KeyOf(second, known)));
        var late = Invented.Person();
        await court.Push(Rows.JudgmentDefaulter(late, "示执9号"));       // entered by the node that began with one secret
        Assert.Equal(await KeyOf(nodes[0], late), await KeyOf(second, late));
        Assert.Equal("refuse", (await second.Operator.Check(Calls.CheckOf(late))).Text("outcome"));
    }

    /// <summary>Of somebody who is known, and of somebody who is not, again and again.</summary>
    private static async Task<List<string>> Answers(RunningGate node, Person known, CancellationToken ends)
    {
        var answers = new List<string>();
        while (!ends.IsCancellationRequested)
        {
            var (one, other) = (await node.Operator.Check(Calls.CheckOf(known)), await node.Operator.Check(Calls.CheckOf(Invented.Person())));
            answers.Add($"{one.Text("outcome")} {other.Text("outcome")}");
        }

        return answers;
    }

    private static async Task<string?> KeyOf(RunningGate node, Person person) => (await node.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key");
}

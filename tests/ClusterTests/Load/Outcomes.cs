using System.Text.Json;
using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests.Load;

/// <summary>What follows from an enterprise's record: barred, open while the objection is verified, nothing without it. Each as the scenarios of the decider have it.</summary>
internal static class Outcomes
{
    public const string Barred = "refuse";
    public const string Disputed = "proceed, something suspended";
    public const string Clean = "proceed";

    public static string Of(long revision) => revision == 0 ? Clean : revision % 2 == 0 ? Disputed : Barred;

    public static string Of(JsonElement answer) =>
        answer.GetProperty("outcome").GetString() + (answer.GetProperty("suspended").GetArrayLength() > 0 ? ", something suspended" : "");

    /// <summary>Asks the nodes for all three before anything is broken: answers that did not differ would prove nothing.</summary>
    public static async Task Verify(Cluster cluster, int serial)
    {
        using var node = new NodeClient(cluster.Doors[0], cluster.Key, TimeSpan.FromSeconds(30));
        var found = new List<string>();
        for (var revision = 0L; revision <= 2; revision++)
        {
            if (revision > 0)
            {
                Assert.Equal((PushEnd.Acknowledged, revision), await Pushed(node, serial, revision));
            }

            found.Add((await node.Check(serial, Consistency.Fresh))!.Outcome);
        }

        Assert.Equal([Of(0), Of(1), Of(2)], found);
    }

    private static async Task<(PushEnd End, long Version)> Pushed(NodeClient node, int serial, long revision)
    {
        var push = await node.Push(serial, revision);
        return (push.End, push.Version);
    }
}

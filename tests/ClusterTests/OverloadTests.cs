using System.Text;
using System.Text.Json;
using CreditGate.ClusterTests.Load;
using CreditGate.ClusterTests.Networks;
using CreditGate.ClusterTests.Nodes;
using CreditGate.LoadTests.OpenLoop;
using Xunit;

namespace CreditGate.ClusterTests;

/// <summary>Five times as many checks as three nodes can answer, for a while.</summary>
[Collection(Alone.Name)]
public sealed class OverloadTests : ClusterTest
{
    private const int Nodes = 3;
    private const int Times = 5;
    private const double LeastSent = 3;                 // times the capacity: a busy machine does not send all that it should
    private const double LeastAnswered = 0.1;           // of the capacity: that it goes on answering. How much it answers is measured, by loadtests/overload/run and in the output here
    private const int FirstSerial = 200;
    private const int Subjects = 24;
    private const int Lines = 6_000;
    private const int CapacityLines = 48;
    private const int RecoveredAfter = 5;
    private const double Patience = 5_000;
    private static readonly int Seconds = IsFull ? 15 : 5;

    [Fact]
    public async Task ChecksAreAnsweredOrTurnedAway_AndAllIsWellSoonAfter_WhenFiveTimesTooManyCome()
    {
        var cluster = NewCluster(new OneCoreNetwork());
        await cluster.Start(Nodes);
        using (var node = new NodeClient(cluster[1], cluster.Key, TimeSpan.FromSeconds(30)))
        {
            foreach (var serial in Enumerable.Range(FirstSerial, Subjects).Where(IsBarred))
            {
                Assert.Equal(1, (await node.Push(serial, revision: 1)).Version);
            }
        }

        var lines = Enumerable.Range(0, Lines).Select(line => LineTo(cluster[1 + (line % Nodes)], cluster.Key)).ToArray();
        await Crowd.Closed(lines[..CapacityLines], Seconds);
        var calm = await Crowd.Closed(lines[..CapacityLines], Seconds);
        var capacity = calm.Answered / calm.Took.TotalSeconds;
        var crowded = await Crowd.Open(lines, (int)(capacity * Times), Seconds);
        var after = await Recovered(lines, (int)(capacity / 2));
        Array.ForEach(lines, static line => line.Dispose());

        Say($"capacity {capacity:F0} checks/s ({calm.Told}); sent {crowded.Sent / crowded.Came.TotalSeconds:F0} checks/s for {crowded.Came.TotalSeconds:F1} s ({crowded.Told}); "
            + $"half of the capacity answered without a refusal in the {after}. second afterwards");
        Assert.Equal((0, 0L), (calm.Failed, calm.Refused));
        Assert.True(crowded.Sent >= LeastSent * capacity * crowded.Came.TotalSeconds, $"Only {crowded.Sent} checks were sent: that is {crowded.Sent / capacity / crowded.Came.TotalSeconds:F1} times what can be answered.");
        Assert.Equal(0, crowded.Failed);        // neither a wrong answer nor a broken connection
        Assert.True(crowded.Answered >= LeastAnswered * capacity * crowded.Took.TotalSeconds, $"{crowded.Answered} were answered under overload, with {capacity:F0} a second before it: the service broke down.");
        Assert.True(crowded.Longest < Patience, $"A check waited for {crowded.Longest:F0} ms for its answer or its refusal.");
    }

    /// <returns>In which second half of the capacity was answered whole.</returns>
    private static async Task<int> Recovered(CheckLine[] lines, int rate)
    {
        for (var second = 1; second <= RecoveredAfter; second++)
        {
            var answers = await Crowd.Open(lines, rate, seconds: 1);
            Assert.Equal(0, answers.Failed);
            if (answers.Answered == rate)
            {
                return second;
            }
        }

        throw new TimeoutException($"{RecoveredAfter} s after the overload half of the capacity is still not answered.");
    }

    private static bool IsBarred(int serial) => serial % 2 == 0;

    private static CheckLine LineTo(Node node, string key)
    {
        var serials = Enumerable.Range(FirstSerial, Subjects).ToArray();
        return new CheckLine(
            node.Address,
            [.. serials.Select(serial => Request(node.Address, key, serial))],
            [.. serials.Select(static serial => Encoding.ASCII.GetBytes($"\"outcome\":\"{Outcomes.Of(IsBarred(serial) ? 1 : 0)}\""))]);
    }

    private static byte[] Request(Uri address, string key, int serial)
    {
        var body = JsonSerializer.Serialize(new Enterprise(serial).Check(), JsonSerializerOptions.Web);
        return Encoding.ASCII.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}

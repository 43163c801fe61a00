using System.Collections.Concurrent;
using CreditGate.Api.Draining;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>A new release, node by node, while callers go on.</summary>
public sealed class RollingRestartTests(SharedPostgres postgres)
{
    private const int Subjects = 60;

    [Fact]
    public async Task NoCheckFailsAndEveryPushIsTaken_WhenEveryNodeIsRestartedInTurn()
    {
        await using var cluster = new GateCluster(postgres);
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            await cluster.Start(name);
        }

        await cluster["a"].Ready(nodes: 3);
        var subjects = Enumerable.Range(0, Subjects).Select(static _ => Invented.Entity()).ToArray();
        foreach (var uscc in subjects)
        {
            await cluster["a"].Operator.Push(Rows.WageDefaulter(uscc));
        }

        ConcurrentQueue<string> failures;
        await using (var callers = new SteadyCallers(subjects))
        {
            failures = callers.Failures;
            Array.ForEach(names, name => callers.Know(name, cluster[name].Operator));
            await callers.Answer(checks: 100);
            var calm = callers.Measure();
            await callers.Answer(checks: 300);
            var usual = calm.Pace;
            foreach (var name in names)
            {
                var drained = callers.Measure();
                await cluster[name].Services.GetRequiredService<Drain>().Run();
                await cluster.Stop(name);
                Assert.True(drained.Pace > usual / 5, $"{drained.Pace:F0} checks a second were answered while a node drained, {usual:F0} before: that is no load.");
                await callers.Answer(checks: 100);
                var again = await cluster.Start(name);
                callers.Know(name, again.Operator);
                await again.Ready(nodes: 3);
                await callers.Answer(checks: 300);
            }

            TestContext.Current.SendDiagnosticMessage($"{callers.Counts}");
        }

        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }
}

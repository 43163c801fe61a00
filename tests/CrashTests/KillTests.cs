using Xunit;

namespace CreditGate.CrashTests;

public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-crash-");

    /// <summary>CREDITGATE_KILL_ROUNDS, else 30 when CREDITGATE_FULL is set, else 5.</summary>
    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("CREDITGATE_KILL_ROUNDS"), out var rounds) ? rounds
        : Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 5 : 30;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Service_KeepsAllThatItAcknowledged_WhenItIsKilledAtAnyMoment()
    {
        var acknowledged = new Acknowledgements();
        var service = await ServiceProcess.Start(_directory.FullName);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await RunUntilKilled(service, acknowledged, round, Random.Shared.Next(40, 800));
                using (var wreck = new Wreck(_directory.FullName))
                {
                    wreck.Verify();
                }

                service.Dispose();
                service = await ServiceProcess.Start(_directory.FullName);
                var survivors = new Survivors(service.Operator);
                await survivors.Verify(acknowledged);
                await survivors.VerifyRepeats(acknowledged.Answers.Take(200));
            }
        }
        finally
        {
            service.Dispose();
        }

        Assert.True(acknowledged.Answers.Count >= 10 * Rounds, $"Only {acknowledged.Answers.Count} answers were given.");
        Assert.Equal(Workload.Clients * Workload.EnterprisesEach, acknowledged.Pushes.Count);
    }

    /// <summary>Kills the service while every client waits for an answer, after so many acknowledgements.</summary>
    private static async Task RunUntilKilled(ServiceProcess service, Acknowledgements acknowledged, int round, int acknowledgements)
    {
        var workload = new Workload(service.Operator, acknowledged, round);
        var enough = workload.Acknowledged(acknowledgements);
        var running = workload.Run(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(enough, running) == running)
        {
            await running;
            Assert.Fail("The clients ended before the service was killed.");
        }

        await service.Kill();
        await running;
    }
}

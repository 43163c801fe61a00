using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>Two builds of the service over one data directory: one with the right rules, and one in which what a law bars is only restricted.</summary>
public sealed class BrokenRulesTests : IDisposable
{
    private const int Enterprises = 24;
    private static readonly string[] Matters = ["MT-A01", "MT-C01", "MT-C02", "MT-G01", "MT-H01"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-rules-");
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    private string Data => Path.Combine(_directory.FullName, "data");

    private string Broken => Path.Combine(_directory.FullName, "build");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Replay_NamesEveryAnswerThatTheOtherBuildGivesOtherwise_AndNoOther()
    {
        BrokenBuild.MakeIn(Broken);
        Dictionary<Guid, Given> right = [], wrong = [];

        await With(await ServiceProcess.Start(Data), async service =>
        {
            await Push(service);
            right = await Check(service);
            Assert.Empty((await PeriodReplay.Of(service, _from, right.Count)).Differing);
        });

        var refused = right.Where(static given => given.Value.Outcome == "refuse").Select(static given => given.Value.About).ToHashSet();
        Assert.InRange(refused.Count, 1, right.Count / 2);

        await With(await ServiceProcess.StartBuild(Broken, Data), async service =>
        {
            AssertNamed(right, refused, await PeriodReplay.Of(service, _from, right.Count));
            wrong = await Check(service);
            Assert.All(wrong.Values.Where(given => refused.Contains(given.About)), static given => Assert.Equal("restrict", given.Outcome));
        });

        await With(await ServiceProcess.Start(Data), async service => AssertNamed(wrong, refused, await PeriodReplay.Of(service, _from, right.Count + wrong.Count)));
    }

    /// <summary>Of the receipts of one build, those about what the right one refuses; each for its outcome.</summary>
    private static void AssertNamed(Dictionary<Guid, Given> receipts, HashSet<(string, string)> refused, PeriodReplay replay)
    {
        Assert.Equal(receipts.Where(given => refused.Contains(given.Value.About)).Select(static given => given.Key).Order(), replay.Differing.Keys.Order());
        Assert.All(replay.Differing.Values, static paths => Assert.Contains("ruling.outcome", paths));
    }

    private static async Task With(ServiceProcess started, Func<ServiceProcess, Task> work)
    {
        using var service = started;
        await work(service);
        await service.Terminate();
        Assert.Equal(0, await service.ExitCode());
    }

    /// <summary>Of three enterprises one is listed, one is listed and disputes it, and one is not known at all.</summary>
    private static async Task Push(ServiceProcess service)
    {
        foreach (var enterprise in All().Where(static enterprise => enterprise.Serial % 3 != 0))
        {
            using var response = await service.Operator.PostAsJsonAsync("/v1/records", enterprise.Push(enterprise.Serial % 3), Cancellation);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private static async Task<Dictionary<Guid, Given>> Check(ServiceProcess service)
    {
        var given = new Dictionary<Guid, Given>();
        foreach (var (enterprise, matter) in All().SelectMany(static enterprise => Matters.Select(matter => (enterprise, matter))))
        {
            using var response = await service.Operator.PostAsJsonAsync("/v1/checks", new { subject = new { uscc = enterprise.Uscc }, matter, businessNumber = "示办1号" }, Cancellation);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.True(response.IsSuccessStatusCode, answer.ToString());
            given.Add(answer.GetProperty("receipt").GetGuid(), new Given((enterprise.Uscc, matter), answer.GetProperty("outcome").GetString()!));
        }

        return given;
    }

    private static IEnumerable<Enterprise> All() => Enumerable.Range(1, Enterprises).Select(static serial => new Enterprise(serial));

    private sealed record Given((string Uscc, string Matter) About, string Outcome);
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>The process is killed while objections, joint actions and repairs run and the sweep tells of deadlines.</summary>
public sealed class CaseKillTests : IDisposable
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-cases-");
    private readonly Dictionary<string, string> _keys = [];
    private int _told;
    private bool _killedInTheMiddle;

    /// <summary>From the second round on: the promises are to be reminded of then, and not yet over.</summary>
    private const int DaysAhead = 12;
    private const int DueInDays = 14;

    private static int Rounds => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 2 : 12;

    /// <summary>All of them to be reminded of at once.</summary>
    private static int Promises => 200 * Rounds;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task AcknowledgedCasesAndSuspensionsAreThere_AndDeadlinesAreToldOnce_WhenTheServiceIsKilled()
    {
        var acknowledged = new CaseAcknowledgements();
        for (var round = 1; round <= Rounds; round++)
        {
            using var service = await (round == 1 ? ServiceProcess.Start(_directory.FullName) : ServiceProcess.StartAhead(_directory.FullName, DaysAhead));
            await RunUntilKilled(service, acknowledged, round);
        }

        using var last = await ServiceProcess.StartAhead(_directory.FullName, DaysAhead);
        await Verify(last, acknowledged);
        await EveryDeadlineIsToldOnce(last);
        Assert.True(_killedInTheMiddle, "No kill came while deadlines were being told.");
        Assert.Contains(acknowledged.Cases, static known => known.IsGranted);
        Assert.Contains(acknowledged.Cases, static known => known.Suspends is not null);
        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count} cases acknowledged, {Rounds} kills, {Promises} reminders.");
    }

    /// <summary>From the second round on the kill comes while the sweep tells of promises that no round before told of, and cases are under way.</summary>
    private async Task RunUntilKilled(ServiceProcess service, CaseAcknowledgements acknowledged, int round)
    {
        using var provider = await As(service, "D22");
        using var window = await As(service, "D12");
        var workload = new CaseWorkload(provider, window, acknowledged, round);
        var enough = workload.Acknowledged(Random.Shared.Next(5, 30));
        var running = workload.Run(Cancellation);
        if (round == 1)
        {
            await PushPromises(service);
        }

        if (await Task.WhenAny(enough, running) == running)
        {
            await running;
            Assert.Fail("The clients ended before the service was killed.");
        }

        var told = await Told(service, round == 1 ? 0 : Math.Min(Promises, _told + 1));
        await service.Kill();
        await running;
        _told = told.Count;
        _killedInTheMiddle |= _told > 0 && _told < Promises;
        TestContext.Current.TestOutputHelper?.WriteLine($"Killed when {_told} of {Promises} reminders were told.");
    }

    private async Task PushPromises(ServiceProcess service)
    {
        using var department = await As(service, "D18");
        var due = TimeProvider.System.GetUtcNow().AddHours(8).AddDays(DueInDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var numbers in Enumerable.Range(1, Promises).Chunk(AtOnce))
        {
            using var response = await department.PostAsJsonAsync(
                "/v1/records",
                new
                {
                    rows = numbers.Select(number => new
                    {
                        kind = "commitment",
                        subject = new { uscc = FictionalCodes.Entity(50_000 + number).Value },
                        number = $"示诺{number}号",
                        decidedOn = "2026-05-06",
                        dueOn = due,
                    }).ToArray(),
                },
                Cancellation);
            var said = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.True(response.IsSuccessStatusCode && JsonElement.Parse(said).GetProperty("created").GetInt32() == numbers.Length, said);
        }
    }

    private async Task Verify(ServiceProcess service, CaseAcknowledgements acknowledged)
    {
        using var provider = await As(service, "D22");
        await Parallel.ForEachAsync(acknowledged.Cases, Cancellation, async (known, _) =>
        {
            var found = await provider.GetFromJsonAsync<JsonElement>($"{known.Path}/{known.Id}", Cancellation);
            Assert.DoesNotContain(found.GetProperty("state").GetString(), known.Path == "/v1/repairs" ? acknowledged.Before(known.Steps) : []);
            if (known.Suspends is { } action)
            {
                await VerifySuspension(provider, known, action);
            }
            else if (known.IsGranted)
            {
                Assert.Equal("proceed", (await Check(provider, known)).GetProperty("outcome").GetString());
            }
        });
    }

    private static async Task VerifySuspension(HttpClient provider, AcknowledgedCase objection, string action)
    {
        var answer = await Check(provider, objection);
        Assert.Equal("proceed", answer.GetProperty("outcome").GetString());
        Assert.NotEmpty(answer.GetProperty("suspended").EnumerateArray());
        Assert.All(answer.GetProperty("suspended").EnumerateArray(), line => Assert.Equal(objection.Id, line.GetProperty("reference").GetString()));
        var tasks = (await provider.GetFromJsonAsync<JsonElement>($"/v1/actions/{action}", Cancellation)).GetProperty("action").GetProperty("tasks").EnumerateArray().ToArray();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, static task => Assert.Equal("suspended", task.GetProperty("state").GetString()));
    }

    private static async Task<JsonElement> Check(HttpClient client, AcknowledgedCase known)
    {
        using var response = await client.PostAsJsonAsync("/v1/checks", new { subject = new { uscc = known.Uscc }, matter = "MT-C01", businessNumber = "示办1号" }, Cancellation);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task EveryDeadlineIsToldOnce(ServiceProcess service)
    {
        var told = await Told(service, Promises);
        Assert.Equal(Enumerable.Range(1, Promises).Select(static number => $"示诺{number}号").Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    /// <summary>Numbers of the promises of whose target day the feed tells, once there are so many.</summary>
    private static async Task<List<string>> Told(ServiceProcess service, int atLeast)
    {
        using var limit = new CancellationTokenSource(Limit);
        var (told, after) = (new List<string>(), "c0");
        while (told.Count < atLeast)
        {
            Assert.False(limit.IsCancellationRequested, $"Only {told.Count} of {atLeast} deadlines were told within {Limit.TotalSeconds} s.{service.Said()}");
            after = await Read(service, after, wait: 5, told);
        }

        await Read(service, after, wait: 0, told);
        return told;
    }

    private static async Task<string> Read(ServiceProcess service, string after, int wait, List<string> told)
    {
        var page = await service.Operator.GetFromJsonAsync<JsonElement>($"/v1/changes?after={after}&kind=caseMoved&limit=1000&wait={wait}", Cancellation);
        told.AddRange(page.GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("case"))
            .Where(static moved => moved.GetProperty("step").GetString() == "targetPassed")
            .Select(static moved => moved.GetProperty("record").GetProperty("number").GetString()!));
        return page.GetProperty("next").GetString()!;
    }

    private async Task<HttpClient> As(ServiceProcess service, string organisation)
    {
        if (!_keys.TryGetValue(organisation, out var key))
        {
            using var response = await service.Operator.PostAsJsonAsync("/v1/credentials", new { organisation, limits = new { matters = (string[])["*"] } }, Cancellation);
            key = _keys[organisation] = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("key").GetString()!;
        }

        return service.ClientWith(key);
    }
}

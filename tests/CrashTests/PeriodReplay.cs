using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>What a service says when it replays all that was answered since an instant.</summary>
/// <param name="Differing">Paths of what differs, by receipt.</param>
internal sealed record PeriodReplay(long Receipts, IReadOnlyDictionary<Guid, string[]> Differing)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Asks again until the ledger holds as many receipts as were given.</summary>
    public static async Task<PeriodReplay> Of(ServiceProcess service, DateTimeOffset from, int given)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var replay = await Run(service, from, limit.Token);
            if (replay.Receipts >= given)
            {
                return replay;
            }

            Assert.False(limit.IsCancellationRequested, $"{replay.Receipts} of {given} receipts were replayed after {Limit.TotalSeconds} s.{service.Said()}");
        }
    }

    private static async Task<PeriodReplay> Run(ServiceProcess service, DateTimeOffset from, CancellationToken limit)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var started = await service.Operator.PostAsJsonAsync("/v1/evidence/replays", new { from }, Cancellation);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(Cancellation));
        var job = await started.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        while (job.GetProperty("state").GetString() == "running")
        {
            Assert.False(limit.IsCancellationRequested, $"A replay did not end within {Limit.TotalSeconds} s.{service.Said()}");
            await looks.WaitForNextTickAsync(Cancellation);
            job = await service.Operator.GetFromJsonAsync<JsonElement>($"/v1/evidence/replays/{job.GetProperty("id").GetString()}", Cancellation);
        }

        Assert.Equal("completed", job.GetProperty("state").GetString());
        var differing = job.GetProperty("differences").EnumerateArray()
            .ToDictionary(static one => one.GetProperty("receipt").GetGuid(), static one => one.GetProperty("paths").EnumerateArray().Select(static path => path.GetString()!).ToArray());
        Assert.Equal(job.GetProperty("differing").GetInt64(), differing.Count);
        return new PeriodReplay(job.GetProperty("receipts").GetInt64(), differing);
    }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CreditGate.LoadTests;

/// <summary>Has a running service replay the receipts of a period, follows it to the end, and says how fast it was and what differed.</summary>
internal static class ReplayRun
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(Uri address, string keyFile, string from)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var started = await client.PostAsJsonAsync("/v1/evidence/replays", new { from });
        started.EnsureSuccessStatusCode();
        var job = await started.Content.ReadFromJsonAsync<JsonElement>();
        while (job.GetProperty("state").GetString() == "running")
        {
            await Task.Delay(Between);
            job = await client.GetFromJsonAsync<JsonElement>($"/v1/evidence/replays/{job.GetProperty("id").GetString()}");
        }

        var receipts = job.GetProperty("receipts").GetInt64();
        var seconds = (job.GetProperty("endedAt").GetDateTimeOffset() - job.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{job.GetProperty("state").GetString()}: {receipts} receipts in {seconds:F1} s, {receipts / Math.Max(seconds, 0.001):F0} a second, {job.GetProperty("differing").GetInt64()} differ"));
        return job.GetProperty("state").GetString() == "completed" && job.GetProperty("differing").GetInt64() == 0 ? 0 : 1;
    }
}

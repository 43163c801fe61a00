using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CreditGate.LoadTests;

/// <summary>Has a running service replay the receipts of a period, follows it to the end, and says how fast it was and what differed.</summary>
internal static class ReplayRun
{
    private const int ShownPaths = 5;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>1 when it did not complete, other receipts were there than said, or others differ than said: by default none.</summary>
    public static async Task<int> Run(Uri address, string keyFile, string from, string[] rest)
    {
        var arguments = new Arguments(rest, "", "--receipts --differing");
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var job = await Ended(client, from);
        var (state, receipts, differing) = (job.GetProperty("state").GetString(), job.GetProperty("receipts").GetInt64(), job.GetProperty("differing").GetInt64());
        var seconds = (job.GetProperty("endedAt").GetDateTimeOffset() - job.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state}: {receipts} receipts in {seconds:F1} s, {receipts / Math.Max(seconds, 0.001):F0} a second, {differing} differ{Paths(job)}"));
        return state == "completed" && receipts == (arguments.Count("--receipts") ?? receipts) && differing == (arguments.Count("--differing") ?? 0) ? 0 : 1;
    }

    private static async Task<JsonElement> Ended(HttpClient client, string from)
    {
        var started = await client.PostAsJsonAsync("/v1/evidence/replays", new { from });
        started.EnsureSuccessStatusCode();
        var job = await started.Content.ReadFromJsonAsync<JsonElement>();
        while (job.GetProperty("state").GetString() == "running")
        {
            await Task.Delay(Between);
            job = await client.GetFromJsonAsync<JsonElement>($"/v1/evidence/replays/{job.GetProperty("id").GetString()}");
        }

        return job;
    }

    /// <summary>Of the receipts that the service names, what differs most often.</summary>
    private static string Paths(JsonElement job)
    {
        var named = job.GetProperty("differences").EnumerateArray().ToArray();
        var paths = named.SelectMany(static one => one.GetProperty("paths").EnumerateArray()).CountBy(static path => path.GetString()!).OrderByDescending(static count => count.Value).Take(ShownPaths);
        return named is [] ? "" : $"; of {named.Length} named, the first {named[0].GetProperty("receipt").GetString()}: {string.Join(", ", paths.Select(static count => $"{count.Key} in {count.Value}"))}";
    }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests;

/// <summary>Previews an edition that drops a rule over many subjects: how long it takes, what it does to checks, and whether what it foretells is what checks answer after its publication.</summary>
internal sealed class EditionPreview(HttpClient client, string[] codes)
{
    private const string Dropped = "P03";
    private const string Matter = "MT-C01";
    private const int BatchOf = 5_000;
    private static readonly TimeSpan IdlePhase = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5);

    private readonly string _id = $"load-{Guid.NewGuid():N}";

    public static async Task<int> Run(Uri address, string keyFile, int count, string[] rest)
    {
        var arguments = new Arguments(rest, "--checks --publish", "");
        var key = (await File.ReadAllTextAsync(keyFile)).Trim();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        string[] codes = [.. Enumerable.Range(1, count).Select(static serial => FictionalCodes.Entity(serial).Value)];
        await Seed.Fill(client, codes);
        var run = new EditionPreview(client, codes);
        await run.Submit();
        using (var probe = arguments.Has("--checks") ? await CheckProbe.Start(address, key) : null)
        {
            await run.Time(probe);
        }

        return arguments.Has("--publish") ? await run.Compare() : 0;
    }

    private async Task Submit()
    {
        var rules = JsonNode.Parse((await client.GetFromJsonAsync<JsonElement>("/v1/catalogue/editions/2026-04/files")).GetProperty("rules.json").GetRawText())!;
        rules["rules"]!.AsArray().Remove(rules["rules"]!.AsArray().First(static rule => (string?)rule!["id"] == Dropped));
        await Post("/v1/catalogue/editions", new { id = _id, name = new { zh = "示例压测版", en = "Load example" }, files = new Dictionary<string, JsonNode> { ["rules.json"] = rules } });
    }

    private async Task Time(CheckProbe? probe)
    {
        var idle = probe is null ? null : await probe.During(static token => Task.Delay(IdlePhase, token));
        JsonElement preview = default;
        async Task All(CancellationToken cancellation) => preview = await Previewed(new { });
        var busy = probe is null ? null : await probe.During(All);
        if (probe is null)
        {
            await All(CancellationToken.None);
        }

        var (subjects, seconds) = (preview.GetProperty("subjects").GetInt64(), (preview.GetProperty("endedAt").GetDateTimeOffset() - preview.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"preview {preview.GetProperty("state").GetString()}: {subjects} subjects, every matter under both editions, {seconds:F1} s, {subjects / Math.Max(seconds, 0.001):F0} subjects/s, {preview.GetProperty("changed").GetInt64()} change"));
        if (idle is not null && busy is not null)
        {
            Console.WriteLine($"checks-idle {idle}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"checks-busy {busy} p99-ratio={busy.P99 / idle.P99:F2}"));
        }
    }

    /// <summary>Every subject is checked before and after; 1 when the preview did not foretell it.</summary>
    private async Task<int> Compare()
    {
        var start = TimeProvider.System.GetUtcNow() + Lead;
        await Post($"/v1/catalogue/editions/{_id}/publish", new { startsAt = start.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture) });
        var preview = await Previewed(new { matters = (string[])[Matter] });
        var before = await Outcomes();
        while (TimeProvider.System.GetUtcNow() <= start)
        {
            await Task.Delay(Between);
        }

        var after = await Outcomes();
        var happened = before.Zip(after).Where(static pair => pair.First != pair.Second).CountBy(static pair => pair).OrderBy(static count => count.Key).Select(static count => $"{count.Key.First} -> {count.Key.Second}: {count.Value}").ToArray();
        var foretold = preview.GetProperty("matters").EnumerateArray().SelectMany(static matter => matter.GetProperty("outcomes").EnumerateArray())
            .Select(static outcome => (From: outcome.GetProperty("before").GetString()!, To: outcome.GetProperty("after").GetString()!, Count: outcome.GetProperty("subjects").GetInt64()))
            .Where(static outcome => outcome.From != outcome.To).OrderBy(static outcome => (outcome.From, outcome.To)).Select(static outcome => $"{outcome.From} -> {outcome.To}: {outcome.Count}").ToArray();
        Console.WriteLine($"{Matter} foretold {string.Join(", ", foretold)}; happened {string.Join(", ", happened)} ({codes.Length} subjects checked before and after)");
        return happened.Length > 0 && happened.SequenceEqual(foretold) ? 0 : 1;
    }

    private async Task<List<string>> Outcomes()
    {
        var outcomes = new List<string>(codes.Length);
        foreach (var some in codes.Chunk(BatchOf))
        {
            var answers = await Post("/v1/checks/batch", new { items = some.Select(static uscc => new { subject = new { uscc }, matter = Matter }) });
            outcomes.AddRange(answers.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("answer").GetProperty("outcome").GetString()!));
        }

        return outcomes;
    }

    private async Task<JsonElement> Previewed(object body)
    {
        var preview = await Post($"/v1/catalogue/editions/{_id}/preview", body);
        while (preview.GetProperty("state").GetString() == "running")
        {
            await Task.Delay(Between);
            preview = await client.GetFromJsonAsync<JsonElement>($"/v1/catalogue/editions/previews/{preview.GetProperty("id").GetString()}");
        }

        return preview;
    }

    private async Task<JsonElement> Post(string path, object body)
    {
        var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {text}");
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CreditGate.Push;
using CreditGate.Push.CommandLine;
using CreditGate.Push.Files;
using CreditGate.Push.Jobs;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.LoadTests.Population;

/// <summary>Brings the subjects of a scenario into a service, once: what is there already changes nothing.</summary>
internal sealed class Seeding(HttpClient client, string key, Action<string> say)
{
    private const int RowsAPush = 2_000;
    private const int ChecksABatch = 1_000;

    public static HttpClient Client(Uri target, string key) => new(new SocketsHttpHandler())
    {
        BaseAddress = target,
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { { "X-Api-Key", key } },
    };

    /// <exception cref="InvalidOperationException">The service did not take all of it.</exception>
    public async Task Fill(Inhabitants inhabitants, bool isBulk, CancellationToken cancellation)
    {
        var rows = Enumerable.Range(0, inhabitants.Count).SelectMany(inhabitants.RowsOf);
        if (isBulk)
        {
            await PushFile(rows, cancellation);
            return;
        }

        var sent = 0;
        foreach (var chunk in rows.Chunk(RowsAPush))
        {
            await Push(chunk, cancellation);
            say($"seeded {sent += chunk.Length} rows");
        }
    }

    /// <summary>Synchronous; every row is in when this returns.</summary>
    public async Task Push(string[] rows, CancellationToken cancellation)
    {
        var reply = await Post("/v1/records", $$"""{"rows":[{{string.Join(',', rows)}}]}""", cancellation);
        if (reply.GetProperty("rejected").GetInt32() + reply.GetProperty("notTaken").GetInt32() > 0)
        {
            var refused = reply.GetProperty("rows").EnumerateArray().First(static row => !row.TryGetProperty("outcome", out var outcome) || outcome.GetString() == "rejected");
            throw new InvalidOperationException($"The service did not take the scenario's rows: {refused}");
        }
    }

    /// <summary>Checks every subject once, so that each is active.</summary>
    public async Task Activate(Inhabitants inhabitants, CancellationToken cancellation)
    {
        foreach (var subjects in Enumerable.Range(0, inhabitants.Count).Chunk(ChecksABatch))
        {
            var items = subjects.Select(subject =>
                $$"""{"subject":{{inhabitants.Named(subject)}},"matter":"{{inhabitants.ProfileOf(subject).Answers[0].Matter}}","businessNumber":"示例预热","purpose":"示例压测核查"}""");
            await Post("/v1/checks/batch", $$"""{"items":[{{string.Join(',', items)}}]}""", cancellation);
            say($"activated {subjects[^1] + 1} subjects");
        }
    }

    private async Task<JsonElement> Post(string path, string body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await client.PostAsync(path, content, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{client.BaseAddress}{path[1..]} answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}");
    }

    /// <summary>As a department pushes a file: subjects are entered without being activated.</summary>
    private async Task PushFile(IEnumerable<string> rows, CancellationToken cancellation)
    {
        var path = Path.GetTempFileName() + ".ndjson";
        try
        {
            await File.WriteAllLinesAsync(path, rows, cancellation);
            say("pushing the file of subjects");
            var (words, view) = (new Words(Language.En), new QuietView(Console.Error));
            var persistence = new Persistence(RetryPace.Default, view, words, TimeProvider.System);
            using var gate = new GateClient(new Uri(client.BaseAddress!.ToString().TrimEnd('/') + "/"), key, Language.En);
            using var file = await OutgoingFile.Open(path, gzip: false, new PushQuery(), null, cancellation);
            var (accepted, _) = await new Uploader(gate, file, new PushQuery(), RetryPace.Default, persistence, view, words).Run(isOfContent: true, cancellation);
            var job = await new Follower(gate, RetryPace.Default, persistence, view, words, TimeProvider.System).Run(accepted.Id, cancellation);
            if (job.State != "completed" || job.Rejected > 0)
            {
                throw new InvalidOperationException($"The service did not take the file of subjects: {job.State}, {job.Rejected} rows rejected.");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}

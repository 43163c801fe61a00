using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>A file as a test pushes it.</summary>
internal sealed record SentFile(byte[] Content, string? Type = "application/x-ndjson", string? Encoding = null, string Query = "", string? Offset = null)
{
    public static SentFile Of(params JsonObject[] rows) => new(System.Text.Encoding.UTF8.GetBytes(string.Concat(rows.Select(static row => row.ToJsonString() + "\n"))));

    public static SentFile Csv(params string[] lines) => new(System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"), "text/csv");
}

internal static class PushCalls
{
    /// <summary>How long a job of a test may take on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string NewKey() => $"test-{Guid.NewGuid():N}";

    public static async Task<HttpResponseMessage> SendFile(this HttpClient client, string? key, SentFile file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pushes" + file.Query) { Content = new ByteArrayContent(file.Content) };
        Add(request.Content.Headers, "Content-Type", file.Type);
        Add(request.Content.Headers, "Content-Encoding", file.Encoding);
        Add(request.Headers, "Idempotency-Key", key);
        Add(request.Headers, "Upload-Offset", file.Offset);
        return await client.SendAsync(request, Cancellation);
    }

    private static void Add(HttpHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Pushes a file that must be taken, and follows it to its end.</summary>
    public static async Task<JsonElement> PushFile(this HttpClient client, SentFile file, string? key = null)
    {
        var taken = await (await client.SendFile(key ?? NewKey(), file)).Body(HttpStatusCode.Accepted);
        return await client.Ended(taken.Text("id")!);
    }

    /// <summary>Pushes a file that must be refused with one fault, and gives the fault.</summary>
    public static async Task<JsonElement> RefusedFile(this HttpClient client, SentFile file, string? key)
    {
        var problem = await (await client.SendFile(key, file)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        return Assert.Single(problem.GetProperty("faults").EnumerateArray());
    }

    /// <summary>The job once it has ended, by its events.</summary>
    public static async Task<JsonElement> Ended(this HttpClient client, string id) => (await client.Events(id))[^1].Job;

    public static async Task<List<(string Name, JsonElement Job)>> Events(this HttpClient client, string id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        await using var stream = await client.GetStreamAsync($"/v1/pushes/{id}/events", limit.Token);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(stream, static (_, data) => JsonDocument.Parse(Encoding.UTF8.GetString(data)).RootElement).EnumerateAsync(limit.Token))
        {
            events.Add((item.EventType, item.Data));
        }

        return events;
    }

    public static Task<string> Lines(this HttpClient client, JsonElement job, string link) => client.GetStringAsync(job.GetProperty("links").Text(link), Cancellation);

    public static async Task<JsonElement[]> JsonLines(this HttpClient client, JsonElement job, string link) =>
        [.. (await client.Lines(job, link)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];

    public static int Number(this JsonElement job, string member) => job.GetProperty(member).GetInt32();

    public static int[] Numbers(this JsonElement job, params string[] members) => [.. members.Select(member => job.Number(member))];

    /// <summary>Rows that made a record, and rows with faults.</summary>
    public static (int Created, int Rejected) Taken(this JsonElement job) => (job.Number("created"), job.Number("rejected"));

    /// <summary>What the service has of an upload, from the header that a sender asks for.</summary>
    public static async Task<long> Received(this HttpClient client, string key)
    {
        using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/v1/pushes/uploads/{Uri.EscapeDataString(key)}"), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return long.Parse(response.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a condition holds, and names it when it does not come.</summary>
    public static async Task Until(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within {Limit.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }
}

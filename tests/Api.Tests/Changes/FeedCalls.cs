using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Changes;

/// <summary>The feed as a department's system calls it.</summary>
internal static class FeedCalls
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<string> Now(this HttpClient client) => (await client.Get("/v1/changes?after=now")).Text("next")!;

    /// <summary>Everything after a cursor, page by page.</summary>
    public static async Task<List<JsonElement>> Changes(this HttpClient client, string after, string filter = "", int limit = 100)
    {
        var all = new List<JsonElement>();
        JsonElement page;
        do
        {
            page = await client.Get($"/v1/changes?after={after}&limit={limit}{filter}");
            all.AddRange(page.GetProperty("changes").EnumerateArray());
            after = page.Text("next")!;
        }
        while (page.GetProperty("more").GetBoolean());

        return all;
    }

    public static async Task<EventReader> Events(this HttpClient client, string query = "", string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/changes?{query}") { Headers = { { "Accept", "text/event-stream" } } };
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(Cancellation));
    }

    /// <summary>The last two parts of a subject's story in the feed: which turns by which rule.</summary>
    public static string[] Turns(this JsonElement change) =>
        [.. change.GetProperty("effects").EnumerateArray().Select(static effect => $"{effect.Text("effect")} {effect.Text("rule") ?? effect.Text("because")}")];

    internal sealed class EventReader(HttpResponseMessage response, Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> _items = Read(stream).GetAsyncEnumerator(Cancellation);

        public async Task<SseItem<string>> Next()
        {
            Assert.True(await _items.MoveNextAsync().AsTask().WaitAsync(Limit, Cancellation), "The stream ended.");
            return _items.Current;
        }

        public async Task<bool> Ends() => !await _items.MoveNextAsync().AsTask().WaitAsync(Limit, Cancellation);

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await stream.DisposeAsync();
        }

        private static async IAsyncEnumerable<SseItem<string>> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                yield return item;
            }
        }
    }
}

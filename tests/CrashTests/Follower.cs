using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>Somebody who reads the change feed from its beginning, through every restart, and keeps all that he was told.</summary>
internal sealed class Follower(bool streams)
{
    private readonly List<Entry> _heard = [];
    private string _cursor = "c0";

    public IReadOnlyList<Entry> Heard => _heard;

    /// <summary>Reads until the service is gone, or, when an end is given, has read up to it.</summary>
    public async Task Follow(HttpClient client, string? end, CancellationToken cancellation)
    {
        try
        {
            await (streams ? Stream(client, end, cancellation) : Poll(client, end, cancellation));
        }
        catch (Exception gone) when (end is null && gone is HttpRequestException or IOException)
        {
            // The process was killed: he goes on after his cursor once it is there again.
        }
    }

    private async Task Stream(HttpClient client, string? end, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes") { Headers = { { "Accept", "text/event-stream" }, { "Last-Event-ID", _cursor } } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellation))
        {
            if (item.EventType != "heartbeat")
            {
                Hear(JsonElement.Parse(item.Data));
                Assert.Equal(_cursor, item.EventId);
            }

            if (_cursor == end)
            {
                return;
            }
        }
    }

    private async Task Poll(HttpClient client, string? end, CancellationToken cancellation)
    {
        while (_cursor != end)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/v1/changes?after={_cursor}&wait=10&limit=50", cancellation);
            foreach (var change in page.GetProperty("changes").EnumerateArray())
            {
                Hear(change.Clone());
            }

            Assert.Equal(_cursor, page.GetProperty("next").GetString());
        }
    }

    private void Hear(JsonElement change)
    {
        _cursor = change.GetProperty("cursor").GetString()!;
        _heard.Add(new Entry(_cursor, change.GetProperty("subject").GetString()!, Reading.Version(change.GetProperty("token").GetString()!)));
    }

    public sealed record Entry(string Cursor, string Subject, long Version);
}

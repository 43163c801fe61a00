using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Push.Jobs;

namespace CreditGate.Push.Service;

/// <summary>The calls of the service's push jobs. An answer other than success is a <see cref="RefusedException"/>.</summary>
internal sealed class GateClient : IDisposable
{
    private const string UploadOffset = "Upload-Offset";

    private readonly HttpClient _http;

    public GateClient(Uri url, string key, Language language)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(2) };
        _http = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language == Language.En ? "en" : "zh-CN");
    }

    /// <summary>Bytes that the service has of an unfinished upload.</summary>
    public async Task<long> Received(string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"v1/pushes/uploads/{Uri.EscapeDataString(key)}");
        using var response = await Sent(request, cancellation);
        return OffsetOf(response) ?? 0;
    }

    /// <summary>Sends what follows the offset. The job is new when the service says 202.</summary>
    public async Task<(PushJobView Job, bool IsNew)> Upload(string key, string query, long offset, HttpContent content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/pushes{query}") { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add(UploadOffset, offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.ExpectContinue = true;      // a refusal then comes before the file has left
        using var response = await Sent(request, cancellation);
        return (await Body(response, cancellation), response.StatusCode == HttpStatusCode.Accepted);
    }

    public async Task<PushJobView> Job(string id, CancellationToken cancellation)
    {
        using var response = await Sent(new HttpRequestMessage(HttpMethod.Get, $"v1/pushes/{id}"), cancellation);
        return await Body(response, cancellation);
    }

    public async Task Cancel(string id, CancellationToken cancellation)
    {
        using var response = await Sent(new HttpRequestMessage(HttpMethod.Post, $"v1/pushes/{id}/cancel"), cancellation);
    }

    /// <summary>The job each time it moved, for as long as the connection lasts.</summary>
    public async IAsyncEnumerable<PushJobView> Events(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/pushes/{id}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await Sent(request, cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(stream, static (_, data) => data.ToArray()).EnumerateAsync(cancellation))
        {
            if (item.Data.AsSpan().TrimStart((byte)' ') is [(byte)'{', ..] json && JsonSerializer.Deserialize(json, ServiceJson.Default.PushJobView) is { } job)
            {
                yield return job;
            }
        }
    }

    /// <summary>The rejected rows as they were sent. The caller disposes of the response.</summary>
    public Task<HttpResponseMessage> Rejects(string id, CancellationToken cancellation) =>
        Sent(new HttpRequestMessage(HttpMethod.Get, $"v1/pushes/{id}/rejects"), cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Sent(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new RefusedException(response.StatusCode, await ProblemOf(response, cancellation), response.Headers.RetryAfter?.Delta, OffsetOf(response));
        }
    }

    private static async Task<PushJobView> Body(HttpResponseMessage response, CancellationToken cancellation) =>
        await response.Content.ReadFromJsonAsync(ServiceJson.Default.PushJobView, cancellation) ?? throw new JsonException("The service answered with no job.");

    /// <summary>What stands between here and the service may answer with a page of its own.</summary>
    private static async Task<ProblemView> ProblemOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
            {
                return await response.Content.ReadFromJsonAsync(ServiceJson.Default.ProblemView, cancellation) ?? new ProblemView();
            }
        }
        catch (JsonException)
        {
            // Falls through to the bare status: a body that is no problem says nothing more.
        }

        return new ProblemView { Title = response.ReasonPhrase };
    }

    private static long? OffsetOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(UploadOffset, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
}

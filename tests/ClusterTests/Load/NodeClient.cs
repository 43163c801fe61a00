using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Nodes;

namespace CreditGate.ClusterTests.Load;

/// <summary>Asks one node, and tells what was asked and heard in the words of a history.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _node;

    /// <param name="patience">After which an answer is not waited for any more.</param>
    public NodeClient(Node node, string key, TimeSpan patience)
    {
        _node = node.Name;
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = patience }) { BaseAddress = node.Address, Timeout = patience };
        _client.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <summary>Why pushes were not acknowledged, in the order of their answers.</summary>
    public ConcurrentQueue<string> Reasons { get; } = new();

    public async Task<Push> Push(int serial, long revision)
    {
        var invoked = ClientClock.Now;
        var (end, version) = await TryPush(new Enterprise(serial), revision);
        return new Push(serial, _node, invoked, ClientClock.Now, revision, end, version, ClientClock.Wall);
    }

    /// <returns>Null when there was no answer, or one that tells only that there is none.</returns>
    public async Task<Check?> Check(int serial, Consistency consistency, long atLeast = 0)
    {
        var invoked = ClientClock.Now;
        var body = await TryAsk(client => client.PostAsJsonAsync("/v1/checks", new Enterprise(serial).Check(NameOf(consistency), atLeast == 0 ? null : $"v{atLeast}")));
        return body is { } answer
            ? new Check(
                serial, _node, invoked, ClientClock.Now, consistency, atLeast,
                VersionOf(answer), Outcomes.Of(answer),
                answer.GetProperty("decidedAt").GetDateTimeOffset(), answer.GetProperty("confirmedAt").GetDateTimeOffset(),
                answer.GetProperty("unconfirmed").GetBoolean(), answer.GetProperty("decidedBy").GetString()!, answer.GetProperty("receipt").GetGuid())
            : null;
    }

    public async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.GetAsync("/health/ready", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellation))
        {
            return false;
        }
    }

    public async Task<bool> HasReceipt(Guid receipt)
    {
        using var response = await _client.GetAsync($"/v1/receipts/{receipt}");
        return response.IsSuccessStatusCode;
    }

    /// <summary>What the ledger holds of so many subjects, by their serials.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<long>>> Timelines(int firstSerial, int subjects)
    {
        var ledger = new Dictionary<int, IReadOnlyList<long>>();
        for (var serial = firstSerial; serial < firstSerial + subjects; serial++)
        {
            ledger[serial] = await Timeline(serial);
        }

        return ledger;
    }

    /// <summary>Revisions by version, as the ledger holds them.</summary>
    public async Task<IReadOnlyList<long>> Timeline(int serial)
    {
        using var response = await _client.GetAsync($"/v1/subjects/{new Enterprise(serial).Uscc}/timeline");
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        var timeline = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var events = timeline.GetProperty("events").EnumerateArray().ToArray();
        for (var index = 0; index < events.Length; index++)
        {
            if (events[index].GetProperty("version").GetInt64() != index + 1)
            {
                throw new InvalidDataException($"The history of {serial} has a gap before version {index + 1}.");
            }
        }

        return [.. events.Select(static happened => happened.GetProperty("content").GetProperty("revision").GetProperty("number").GetInt64())];
    }

    /// <returns>Null when there was no answer, or one that tells to come back.</returns>
    /// <exception cref="InvalidOperationException">An answer that no fault of the machine explains.</exception>
    public async Task<JsonElement?> TryAsk(Func<HttpClient, Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var response = await ask(_client);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            return response.IsSuccessStatusCode ? body
                : (int)response.StatusCode is 503 or 429 ? null
                : throw new InvalidOperationException($"A call failed in a way that no fault of the machine explains: {(int)response.StatusCode} {body}");
        }
        catch (Exception failure) when (IsNoAnswer(failure))
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private static string NameOf(Consistency consistency) => JsonNamingPolicy.CamelCase.ConvertName(consistency.ToString());

    private static long VersionOf(JsonElement body) => long.Parse(body.GetProperty("token").GetString()![1..], CultureInfo.InvariantCulture);

    private static bool IsNoAnswer(Exception failure, CancellationToken cancellation = default) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task<(PushEnd End, long Version)> TryPush(Enterprise enterprise, long revision)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync("/v1/records", enterprise.Push(revision));
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            var (end, version) = response.IsSuccessStatusCode ? EndOf(body.GetProperty("rows")[0]) : (EndOf(body.GetProperty("code").GetString()!, body), 0);
            if (end != PushEnd.Acknowledged)
            {
                Reasons.Enqueue(response.IsSuccessStatusCode ? body.GetProperty("rows")[0].ToString() : $"{(int)response.StatusCode} {body.GetProperty("code")}");
            }

            return (end, version);
        }
        catch (Exception failure) when (IsNoAnswer(failure))
        {
            Reasons.Enqueue(failure.GetType().Name);
            return (PushEnd.Unknown, 0);
        }
    }

    /// <summary>"Unchanged" says that the subject holds this revision or a newer one: not whether this push brought it.</summary>
    private static (PushEnd End, long Version) EndOf(JsonElement row) => row.TryGetProperty("outcome", out var outcome) ? outcome.GetString() switch
    {
        "created" or "revised" => (PushEnd.Acknowledged, VersionOf(row)),
        "rejected" => (PushEnd.Refused, 0),
        "unchanged" => (PushEnd.Unknown, 0),
        _ => throw new InvalidOperationException($"A push was answered in a way that this test does not know: {row}"),
    }
    : (PushEnd.Unknown, 0);

    private static PushEnd EndOf(string code, JsonElement problem) => code switch
    {
        "overloaded" or "over-share" => PushEnd.Refused,
        "ledger-unavailable" or "could-not-decide" or "draining" => PushEnd.Unknown,
        _ => throw new InvalidOperationException($"A push failed in a way that no fault of the machine explains: {problem}"),
    };
}

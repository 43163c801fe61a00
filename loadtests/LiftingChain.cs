using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests;

/// <summary>
/// How long a withdrawn record takes to be gone everywhere: from the moment its withdrawal is sent until the implementing department has heard of it,
/// its task stands lifted, and the next check is clean. The three are asked for at once, so the last of them counts.
/// </summary>
internal sealed class LiftingChain : IDisposable
{
    private const string Number = "示列解除1号";
    private const int WarmUp = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _initiator;
    private readonly HttpClient _implementer;
    private readonly List<double> _acknowledged = [];
    private readonly List<double> _delivered = [];
    private readonly List<double> _lifted = [];
    private readonly List<double> _clean = [];
    private readonly List<double> _whole = [];

    private LiftingChain(HttpClient initiator, HttpClient implementer) => (_initiator, _implementer) = (initiator, implementer);

    public static async Task<int> Run(Uri address, string keyFile, int count)
    {
        using var operating = Client(address, (await File.ReadAllTextAsync(keyFile)).Trim());
        using var chain = new LiftingChain(await As(operating, address, "D22"), await As(operating, address, "D24"));
        await chain.Measure(count);
        return 0;
    }

    public void Dispose()
    {
        _initiator.Dispose();
        _implementer.Dispose();
    }

    private async Task Measure(int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes?after=now&department=D24&kind=caseMoved") { Headers = { { "Accept", "text/event-stream" } } };
        using var response = await _implementer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();       // the heartbeat that says: from here on

        var serial = Random.Shared.Next(1, 9_000_000);
        for (var round = -WarmUp; round < count; round++)
        {
            await Withdraw(FictionalCodes.Entity(serial + WarmUp + round).Value, events, round >= 0);
        }

        Print("withdrawal acknowledged", _acknowledged);
        Print("change delivered to the department", _delivered);
        Print("department's task lifted, as it reads it", _lifted);
        Print("next check clean", _clean);
        Print("whole chain, sent to the last of these", _whole);
    }

    private async Task Withdraw(string uscc, IAsyncEnumerator<SseItem<string>> events, bool counts)
    {
        await Post(_initiator, "/v1/records", Rows(uscc, 1, null));
        var record = new { source = "D22", kind = "listEntry", number = Number, list = "L04" };
        var action = (await Post(_initiator, "/v1/actions", new { subject = new { uscc }, record })).GetProperty("id").GetString()!;
        Require((await Check(uscc)) == "refuse", "the listing restricts");

        var arrival = Lifting(events, action);
        var sent = Stopwatch.GetTimestamp();
        await Post(_initiator, "/v1/records", Rows(uscc, 2, new { on = "2026-06-01" }));
        var acknowledged = Stopwatch.GetElapsedTime(sent);
        var (lifted, clean) = (Lifted(action), Clean(uscc));
        var ends = new[] { acknowledged, Since(sent, await arrival.WaitAsync(Limit)), Since(sent, await lifted), Since(sent, await clean) };
        if (counts)
        {
            foreach (var (into, took) in new[] { _acknowledged, _delivered, _lifted, _clean, _whole }.Zip([.. ends, ends.Max()]))
            {
                into.Add(took.TotalMilliseconds);
            }
        }
    }

    private async Task<long> Lifted(string action)
    {
        var tasks = (await _implementer.GetFromJsonAsync<JsonElement>($"/v1/actions/{action}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
            .Where(static task => task.GetProperty("department").GetString() == "D24").ToArray();
        Require(tasks.Length > 0 && tasks.All(static task => task.GetProperty("state").GetString() == "lifted"), "every task of the department stands lifted");
        return Stopwatch.GetTimestamp();
    }

    private async Task<long> Clean(string uscc)
    {
        Require(await Check(uscc) == "proceed", "the next check is clean");
        return Stopwatch.GetTimestamp();
    }

    private async Task<string?> Check(string uscc) =>
        (await Post(_implementer, "/v1/checks", new { subject = new { uscc }, matter = "MT-C01", businessNumber = "示例办件1号", purpose = "示例核查" })).GetProperty("outcome").GetString();

    private static async Task<long> Lifting(IAsyncEnumerator<SseItem<string>> events, string action)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType != "heartbeat"
                && JsonElement.Parse(events.Current.Data).TryGetProperty("case", out var moved)
                && moved.GetProperty("id").GetString() == action && moved.GetProperty("step").GetString() == "foundWrong")
            {
                return Stopwatch.GetTimestamp();
            }
        }

        throw new IOException("The stream ended.");
    }

    private static object Rows(string uscc, int revision, object? withdrawal) =>
        new { rows = new[] { new { kind = "listEntry", subject = new { uscc }, number = Number, revision, decidedOn = "2026-05-01", list = "L04", withdrawal } } };

    private static async Task<HttpClient> As(HttpClient operating, Uri address, string organisation) =>
        Client(address, (await Post(operating, "/v1/credentials", new { organisation, limits = new { matters = (string[])["*"] } })).GetProperty("key").GetString()!);

    private static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var reply = await client.PostAsJsonAsync(path, body);
        return reply.IsSuccessStatusCode
            ? await reply.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{path}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It does not hold that {what}.");
        }
    }

    private static TimeSpan Since(long sent, long arrived) => Stopwatch.GetElapsedTime(sent, arrived);

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        double At(double part) => milliseconds[(int)Math.Min(milliseconds.Count - 1, part * milliseconds.Count)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(0.5):F2} ms, p99 {At(0.99):F2} ms, max {milliseconds[^1]:F2} ms, of {milliseconds.Count}"));
    }
}

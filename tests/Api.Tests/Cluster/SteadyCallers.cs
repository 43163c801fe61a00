using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>Callers behind something that balances their load: it asks every node whether it is ready, five times a second, and sends nothing to one that is not.</summary>
internal sealed class SteadyCallers : IAsyncDisposable
{
    private const int Callers = 6;
    private const int MostSendings = 5;
    private const string NotTaken = "not taken";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, HttpClient> _nodes = [];
    private readonly CancellationTokenSource _end = new();
    private readonly string[] _subjects;
    private readonly Task[] _work;
    private volatile HttpClient[] _ready = [];
    private int _answered;
    private int _pushed;
    private int _sentAgain;

    public SteadyCallers(string[] subjects)
    {
        _subjects = subjects;
        _work = [Balance(), .. Enumerable.Range(0, Callers).Select(Call)];
    }

    /// <summary>What was not answered with 200, or answered wrongly.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    public (int Checks, int Pushes, int SentAgain) Counts => (Volatile.Read(ref _answered), Volatile.Read(ref _pushed), Volatile.Read(ref _sentAgain));

    /// <summary>Of checks answered from this call on.</summary>
    public Measured Measure() => new(() => Volatile.Read(ref _answered));

    public void Know(string name, HttpClient node) => _nodes[name] = node;

    /// <summary>Completes when this many more checks have been answered.</summary>
    public async Task Answer(int checks)
    {
        var until = _answered + checks;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Volatile.Read(ref _answered) < until)
        {
            await looks.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_work);
        _end.Dispose();
    }

    private async Task Balance()
    {
        using var looks = new PeriodicTimer(Look);
        while (!_end.IsCancellationRequested)
        {
            var ready = new List<HttpClient>();
            foreach (var node in _nodes.Values)
            {
                if (await IsReady(node))
                {
                    ready.Add(node);
                }
            }

            _ready = [.. ready];
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> IsReady(HttpClient node)
    {
        try
        {
            using var said = await node.GetAsync("/health/ready");
            return said.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task Call(int caller)
    {
        for (var round = caller; !_end.IsCancellationRequested; round += Callers)
        {
            if (_ready is not { Length: > 0 } ready)
            {
                await Task.Yield();
                continue;
            }

            var node = ready[round % ready.Length];
            var uscc = _subjects[round % _subjects.Length];
            await (round % 10 == 0 ? Push(node, uscc, round) : Check(node, uscc));
        }
    }

    private async Task Check(HttpClient node, string uscc)
    {
        if (await Try(() => node.PostAsJsonAsync("/v1/checks", Calls.CheckOf(uscc)), "\"outcome\":\"refuse\""))
        {
            Interlocked.Increment(ref _answered);
        }
    }

    private async Task Push(HttpClient node, string uscc, int round)
    {
        var body = new JsonObject { ["rows"] = new JsonArray(Rows.Penalty(uscc, $"示罚{round}号")) };
        for (var sent = 0; sent < MostSendings; sent++)
        {
            var outcome = await Outcome(node, body);
            if (outcome is "created" or "unchanged")
            {
                Interlocked.Increment(ref _pushed);
                return;
            }

            if (outcome is not NotTaken)
            {
                Failures.Enqueue($"A push: {outcome}");
                return;
            }

            Interlocked.Increment(ref _sentAgain);
        }

        Failures.Enqueue($"A push was not taken {MostSendings} times.");
    }

    /// <summary>A row is created; or not taken, for its subject was just moving, and then whoever sent it sends it again.</summary>
    private static async Task<string> Outcome(HttpClient node, JsonObject body)
    {
        try
        {
            using var response = await node.PostAsJsonAsync("/v1/records", body);
            var said = await response.Content.ReadAsStringAsync();
            return response.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(said)!["rows"]![0]!["outcome"]?.GetValue<string>() ?? NotTaken : $"{(int)response.StatusCode}: {said}";
        }
        catch (HttpRequestException failure)
        {
            return failure.ToString();
        }
    }

    private async Task<bool> Try(Func<Task<HttpResponseMessage>> send, string expected)
    {
        try
        {
            using var response = await send();
            var said = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.OK && said.Contains(expected, StringComparison.Ordinal))
            {
                return true;
            }

            Failures.Enqueue($"{(int)response.StatusCode}: {said}");
        }
        catch (HttpRequestException failure)
        {
            Failures.Enqueue(failure.ToString());
        }

        return false;
    }
}

/// <summary>How fast something goes on, from the instant at which this is made.</summary>
internal sealed class Measured(Func<int> count)
{
    private readonly int _from = count();
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>A second, until now.</summary>
    public double Pace => (count() - _from) / Stopwatch.GetElapsedTime(_since).TotalSeconds;
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using CreditGate.Domain.Identity;
using HdrHistogram;

namespace CreditGate.LoadTests;

/// <summary>
/// Single checks at a steady rate, whatever the answers take: each is timed from the instant at which it was due, so that
/// a service that stalls cannot hide the checks that would have come meanwhile.
/// </summary>
internal sealed class CheckProbe : IDisposable
{
    private const int Subjects = 2_000;
    private const int FirstSerial = 90_000_000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly string[] Matters = ["MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01"];

    private readonly HttpClient _client;
    private readonly string[] _codes;

    private CheckProbe(HttpClient client, string[] codes) => (_client, _codes) = (client, codes);

    /// <summary>Fills in subjects of its own and warms up, so that the first phase is not the slow one.</summary>
    public static async Task<CheckProbe> Start(Uri address, string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        var codes = Enumerable.Range(FirstSerial, Subjects).Select(static serial => FictionalCodes.Entity(serial).Value).ToArray();
        await Seed.Fill(client, codes);
        var probe = new CheckProbe(client, codes);
        await probe.During(static token => Task.Delay(TimeSpan.FromSeconds(10), token));
        return probe;
    }

    /// <summary>Checks as long as some work takes.</summary>
    public async Task<Latencies> During(Func<CancellationToken, Task> work)
    {
        var latencies = new Latencies();
        var working = work(CancellationToken.None);
        var checks = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; !working.IsCompleted; number++)
        {
            var due = Between * number;
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait);
            }

            checks.Add(Check(number, started, due, latencies));
            checks.RemoveAll(static check => check.IsCompletedSuccessfully);
        }

        await Task.WhenAll(checks);
        await working;
        return latencies;
    }

    public void Dispose() => _client.Dispose();

    private async Task Check(int number, long started, TimeSpan due, Latencies latencies)
    {
        var body = $$"""{"subject":{"uscc":"{{_codes[(number * 7919L) % _codes.Length]}}"},"matter":"{{Matters[number % Matters.Length]}}"}""";
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var begun = TimeSpan.FromTicks(Math.Min(due.Ticks, Stopwatch.GetElapsedTime(started).Ticks));       // a timer may fire a little early
        using var response = await _client.PostAsync("/v1/checks", content);
        await response.Content.ReadAsByteArrayAsync();
        latencies.Add(Stopwatch.GetElapsedTime(started) - begun, response.IsSuccessStatusCode);
    }
}

/// <summary>Latencies of one phase; failures are counted and timed with the rest.</summary>
internal sealed class Latencies
{
    private readonly LongHistogram _microseconds = new(TimeSpan.FromMinutes(5).Ticks / TimeSpan.TicksPerMicrosecond, 3);
    private readonly Lock _lock = new();
    private int _failed;

    public double P99 => Milliseconds(99);

    public void Add(TimeSpan latency, bool succeeded)
    {
        lock (_lock)
        {
            _microseconds.RecordValue((long)latency.TotalMicroseconds);
            _failed += succeeded ? 0 : 1;
        }
    }

    public override string ToString() =>
        $"count={_microseconds.TotalCount} failed={_failed} p50-ms={Milliseconds(50):F2} p99-ms={P99:F2} p99.9-ms={Milliseconds(99.9):F2} max-ms={Milliseconds(100):F2}";

    private double Milliseconds(double percentile) => _microseconds.GetValueAtPercentile(percentile) / 1000.0;
}

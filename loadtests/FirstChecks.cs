using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests;

/// <summary>How long a service takes from its start to the first check it answers, and how long each of the first checks takes, of subjects that it has to read.</summary>
internal static class FirstChecks
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <param name="started">When its process was started, in milliseconds of Unix time.</param>
    /// <param name="first">Serial of the first subject.</param>
    public static async Task<int> Run(Uri address, string keyFile, long started, int first, int count)
    {
        foreach (var (name, milliseconds) in await Measure(address, keyFile, started, first, count))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {milliseconds:0.##}"));
        }

        return 0;
    }

    /// <exception cref="HttpRequestException">A check after the first was not answered.</exception>
    public static async Task<(string Name, double Milliseconds)[]> Measure(Uri address, string keyFile, long started, int first, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(keyFile)).Trim());
        var answered = await Start(client, started, first);
        var took = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, cancellation) =>
        {
            var sent = Stopwatch.GetTimestamp();
            using var response = await Check(client, first + 1 + index, cancellation);
            response.EnsureSuccessStatusCode();
            took[index] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        });
        Array.Sort(took);
        return
        [
            ("firstAnswerMs", answered), ("firstChecksP50Ms", took[count / 2]), ("firstChecksP99Ms", took[count * 99 / 100]), ("firstChecksMaxMs", took[^1]),
        ];
    }

    /// <summary>Milliseconds until a check was answered.</summary>
    private static async Task<double> Start(HttpClient client, long started, int serial)
    {
        using var patience = new CancellationTokenSource(Longest);
        while (true)
        {
            try
            {
                using var response = await Check(client, serial, patience.Token);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    response.EnsureSuccessStatusCode();
                    return (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(started)).TotalMilliseconds;
                }
            }
            catch (HttpRequestException failure) when (failure.StatusCode is null)
            {
                // It does not listen yet.
            }

            await Task.Delay(Between, patience.Token);
        }
    }

    private static Task<HttpResponseMessage> Check(HttpClient client, int serial, CancellationToken cancellation)
    {
        var body = $$"""{"subject":{"uscc":"{{FictionalCodes.Entity(serial).Value}}"},"matter":"MT-C01"}""";
        return client.PostAsync("/v1/checks", new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, cancellation);
    }
}

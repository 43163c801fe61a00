using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

/// <summary>A collector of telemetry that keeps what it is sent, as bytes: names and values stand in them as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _spans = new();

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public string Spans => string.Join('\n', _spans);

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/traces", collector.Take);
        collector._app.MapPost("/v1/metrics", static () => TypedResults.Ok());
        await collector._app.StartAsync();
        return collector;
    }

    public async Task Until(params string[] said)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!said.All(word => Spans.Contains(word, StringComparison.Ordinal)))
        {
            Assert.False(limit.IsCancellationRequested, $"Within {Limit.TotalSeconds} s the collector did not hear of {string.Join(", ", said)}: {Spans}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _spans.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
    }
}

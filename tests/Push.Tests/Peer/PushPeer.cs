using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Push.Tests.Peer;

/// <summary>The other end of the wire, over real connections: it keeps what arrives, and breaks, delays and refuses as a test asks.</summary>
internal sealed class PushPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = new();

    private PushPeer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Each upload request breaks after so many of its bytes, in turn; then they come through.</summary>
    public ConcurrentQueue<int> UploadBreaks { get; } = new();

    /// <summary>Answers to upload requests before anything else happens, in turn.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> UploadAnswers { get; } = new();

    /// <summary>What each request for events does, in turn; the last one again and again.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Events { get; } = new();

    /// <summary>What each request for rejected rows does, in turn; the last one again and again.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Rejects { get; } = new();

    /// <summary>The job as it is asked for, in turn; the last one again and again.</summary>
    public ConcurrentQueue<string> Jobs { get; } = new([PeerJob.Of("completed", 100)]);

    public ConcurrentQueue<PeerRequest> Requests { get; } = new();

    /// <summary>Status for an upload that is whole.</summary>
    public int Accepts { get; set; } = StatusCodes.Status202Accepted;

    public IEnumerable<PeerRequest> Uploads => Requests.Where(static request => request is { Method: "POST", Path: "/v1/pushes" });

    public byte[] Content(string key) => _uploads[key].ToArray();

    public void Holds(string key, byte[] content)
    {
        _uploads[key] = new MemoryStream();
        _uploads[key].Write(content);
    }

    public static async Task<PushPeer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var peer = new PushPeer(builder.Build());
        peer._app.Use(peer.Note);
        peer._app.MapMethods("/v1/pushes/uploads/{key}", ["HEAD"], (string key, HttpContext context) => peer.Received(key, context));
        peer._app.MapPost("/v1/pushes", peer.Upload);
        peer._app.MapGet("/v1/pushes/{id}", context => Json(context, 200, Next(peer.Jobs)));
        peer._app.MapGet("/v1/pushes/{id}/events", context => Next(peer.Events)(context));
        peer._app.MapGet("/v1/pushes/{id}/rejects", context => Next(peer.Rejects)(context));
        peer._app.MapPost("/v1/pushes/{id}/cancel", static context => Json(context, 202, PeerJob.Of("running")));
        await peer._app.StartAsync();
        peer.Address = new Uri(peer._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return peer;
    }

    public static Task Json(HttpContext context, int status, string json, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(json);
    }

    public static Task Problem(HttpContext context, int status, string json) => Json(context, status, json, "application/problem+json");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static T Next<T>(ConcurrentQueue<T> turns)
    {
        T? next;
        _ = turns.Count > 1 ? turns.TryDequeue(out next) : turns.TryPeek(out next);
        return next ?? throw new InvalidOperationException("The test did not say what this request does.");
    }

    private Task Note(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue(PeerRequest.Of(context.Request));
        return next(context);
    }

    private Task Received(string key, HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers["Upload-Offset"] = Length(key).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private long Length(string key) => _uploads.TryGetValue(key, out var upload) ? upload.Length : 0;

    private async Task Upload(HttpContext context)
    {
        if (UploadAnswers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var offset = long.Parse(context.Request.Headers["Upload-Offset"].ToString(), CultureInfo.InvariantCulture);
        if (offset != 0 && offset != Length(key))
        {
            context.Response.Headers["Upload-Offset"] = Length(key).ToString(CultureInfo.InvariantCulture);
            await Problem(context, 409, """{"code":"upload-offset","title":"Not where the upload stands."}""");
            return;
        }

        await Keep(key, offset, context);
    }

    private async Task Keep(string key, long offset, HttpContext context)
    {
        var kept = offset == 0 ? _uploads[key] = new MemoryStream() : _uploads[key];
        var left = UploadBreaks.TryDequeue(out var breaks) ? breaks : int.MaxValue;
        var buffer = new byte[8192];
        while (left > 0 && await context.Request.Body.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left))) is > 0 and var read)
        {
            kept.Write(buffer, 0, read);
            left -= read;
        }

        if (left == 0)
        {
            context.Abort();
            return;
        }

        await Json(context, Accepts, PeerJob.Of("queued"));
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record PeerRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    public string Key => Headers["Idempotency-Key"];

    public long Offset => long.Parse(Headers["Upload-Offset"], CultureInfo.InvariantCulture);

    public static PeerRequest Of(HttpRequest request) => new(
        request.Method, request.Path, request.QueryString.Value ?? "", request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}

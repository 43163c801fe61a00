using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CreditGate.Push.Tests.Peer;

/// <summary>What a request for events may meet.</summary>
internal static class Streams
{
    /// <summary>These jobs as events, with heartbeats between, and the connection closed after them.</summary>
    public static Func<HttpContext, Task> Of(params string[] jobs) => async context =>
    {
        await Write(context, jobs);
    };

    /// <summary>These jobs, and then the connection breaks.</summary>
    public static Func<HttpContext, Task> BrokenAfter(params string[] jobs) => async context =>
    {
        await Write(context, jobs);
        context.Abort();
    };

    /// <summary>These jobs, and then nothing until the client goes.</summary>
    public static Func<HttpContext, Task> OpenAfter(TaskCompletionSource reached, params string[] jobs) => async context =>
    {
        await Write(context, jobs);
        reached.TrySetResult();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    };

    private static async Task Write(HttpContext context, string[] jobs)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        foreach (var job in jobs)
        {
            await context.Response.WriteAsync($": heartbeat\n\nevent: heartbeat\ndata: \n\nevent: progress\ndata: {job}\n\n");
            await context.Response.Body.FlushAsync();
        }
    }
}

using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>
/// The short way for a single check as most callers send it: a known key that may ask it, a turn at once, a plain body without fault. It gives the answer of
/// <see cref="ChecksApi"/>, byte for byte, without what the long way asks of authentication, binding and serialisation for every kind of request.
/// Everything else is left to the long way, with the body unread: what a key may not do is refused there, and never answered here.
/// </summary>
internal sealed class DirectChecks(RequestDelegate longWay, CheckService checks, CredentialCache credentials, Turnstile turnstile, AnswerWriter answers)
{
    private const long MostBytes = 16_384;
    private const string Json = "application/json";
    private const string JsonUtf8 = "application/json; charset=utf-8";

    public Task Invoke(HttpContext context) =>
        context.GetEndpoint() is { } endpoint && WorkMetadata.Of(endpoint) == Work.Check && IsPlain(context.Request)
        && Known(context.Request) is { } caller && Rules.Of(endpoint) is { } rule && rule.Allows(caller) && !caller.Pace.Misses.IsOver && caller.Pace.Checks.TryTake()
            ? Direct(context, caller)
            : longWay(context);

    private static bool IsPlain(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && request.ContentType is { } type
        && (type.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Equals(JsonUtf8, StringComparison.OrdinalIgnoreCase));

    private Caller? Known(HttpRequest request) =>
        request.Headers.TryGetValue(ApiKey.Header, out var key) && key.Count == 1 ? credentials.Known(key[0]!)?.Caller : null;

    /// <summary>The body comes first, so that a slow sender holds no turn. A way not taken leaves it as if nobody had looked at it.</summary>
    private async Task Direct(HttpContext context, Caller caller)
    {
        var body = context.Request.BodyReader;
        var read = await Whole(body, context.RequestAborted);
        if (!read.IsCompleted || Read(read.Buffer) is not { } request || caller.Beyond(request) is not null || !turnstile.TryEnter(caller.Credential))
        {
            body.AdvanceTo(read.Buffer.Start);
            caller.Pace.Checks.Return();
            await longWay(context);
            return;
        }

        try
        {
            body.AdvanceTo(read.Buffer.End);
            var receipt = await checks.Answer(request, caller, Stopwatch.GetTimestamp(), context.RequestAborted);
            Write(context.Response, receipt, RequestLanguage.Of(context));
        }
        finally
        {
            turnstile.Leave(caller.Credential);
        }
    }

    /// <returns>The whole body, or more of it than this way takes.</returns>
    private static async ValueTask<ReadResult> Whole(PipeReader body, CancellationToken aborted)
    {
        if (!body.TryRead(out var read))
        {
            read = await body.ReadAsync(aborted);
        }

        while (!read.IsCompleted && read.Buffer.Length <= MostBytes)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(aborted);
        }

        return read;
    }

    /// <summary>Null for a body that the long way has to read, be it unusual or faulty.</summary>
    private CheckRequest? Read(ReadOnlySequence<byte> body)
    {
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        return PlainCheck.TryRead(bytes, out var row) ? checks.Read(row).Request : null;
    }

    private void Write(HttpResponse response, Receipt receipt, Language language)
    {
        var written = answers.Write(receipt, language);
        response.ContentType = JsonUtf8;
        response.ContentLength = written.Length;
        response.BodyWriter.Write(written);
    }
}

internal static class DirectChecksPipeline
{
    /// <summary>Behind what turns exceptions into problems, before what is done for every kind of request.</summary>
    public static void UseDirectChecks(this WebApplication app)
    {
        var services = app.Services;
        var (checks, credentials, turnstile, answers) = (
            services.GetRequiredService<CheckService>(), services.GetRequiredService<CredentialCache>(), services.GetRequiredService<Turnstile>(), services.GetRequiredService<AnswerWriter>());
        app.Use(next => new DirectChecks(next, checks, credentials, turnstile, answers).Invoke);
    }
}

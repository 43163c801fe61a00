using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Telemetry;
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
            ? Take(context, caller)
            : longWay(context);

    private static bool IsPlain(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && request.ContentType is { } type
        && (type.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Equals(JsonUtf8, StringComparison.OrdinalIgnoreCase));

    private Caller? Known(HttpRequest request) =>
        request.Headers.TryGetValue(ApiKey.Header, out var key) && key.Count == 1 ? credentials.Known(key[0]!)?.Caller : null;

    /// <summary>The body comes first, so that a slow sender holds no turn.</summary>
    private Task Take(HttpContext context, Caller caller)
    {
        var body = context.Request.BodyReader;
        if (!body.TryRead(out var read))
        {
            return TakeWhenItCame(context, caller);
        }

        if (IsEnough(read))
        {
            return Take(context, caller, read);
        }

        body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        return TakeWhenItCame(context, caller);
    }

    private async Task TakeWhenItCame(HttpContext context, Caller caller)
    {
        var body = context.Request.BodyReader;
        var read = await body.ReadAsync(context.RequestAborted);
        while (!IsEnough(read))
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(context.RequestAborted);
        }

        await Take(context, caller, read);
    }

    /// <summary>The whole body, or more of it than this way takes.</summary>
    private static bool IsEnough(ReadResult read) => read.IsCompleted || read.Buffer.Length > MostBytes;

    /// <summary>A way not taken leaves the body as if nobody had looked at it.</summary>
    private Task Take(HttpContext context, Caller caller, ReadResult read)
    {
        var body = context.Request.BodyReader;
        if (!read.IsCompleted || Read(read.Buffer) is not { } request || caller.Beyond(request) is not null || !turnstile.TryEnter(caller.Credential))
        {
            body.AdvanceTo(read.Buffer.Start);
            caller.Pace.Checks.Return();
            return longWay(context);
        }

        body.AdvanceTo(read.Buffer.End);
        return Answer(context, caller, request);
    }

    /// <summary>The only part that waits, and the only object made for it.</summary>
    private async Task Answer(HttpContext context, Caller caller, CheckRequest request)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            if (checks.TryDecide(request, caller) is { } receipt)
            {
                await checks.Keep(receipt, request, started);
                ApiMeter.Answered(request.Matter, receipt, started);
            }
            else
            {
                receipt = await checks.Answer(request, caller, started, context.RequestAborted);
            }

            Write(context.Response, receipt, RequestLanguage.Of(context));
        }
        finally
        {
            turnstile.Leave(caller.Credential);
        }
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

using System.Buffers;
using System.Diagnostics;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.FaultyNode;

/// <summary>
/// Answers checks that bring no key, by the short way, for nobody in particular: no key is hashed and looked up, and no scope, limit, pace or share is asked for.
/// Checks with a key go the usual way of the same process, so that what asking costs is seen beside it.
/// </summary>
internal sealed class ChecksWithoutKeys : IStartupFilter
{
    private static readonly Caller Nobody = new("measured", "D01", Scope.Check, AccessLimits.None);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var (checks, answers) = (app.ApplicationServices.GetRequiredService<CheckService>(), app.ApplicationServices.GetRequiredService<AnswerWriter>());
        app.Use(following => context => context.Request.Path == "/v1/checks" && !context.Request.Headers.ContainsKey(ApiKey.Header) ? Answer(context, checks, answers) : following(context));
        next(app);
    };

    private static async Task Answer(HttpContext context, CheckService checks, AnswerWriter answers)
    {
        SafeHeaders.Set(context);
        var body = context.Request.BodyReader;
        var read = await body.ReadAtLeastAsync((int)context.Request.ContentLength!.Value);
        var request = PlainCheck.TryRead(read.Buffer.ToArray(), out var row) ? checks.Read(row).Request : null;
        body.AdvanceTo(read.Buffer.End);
        if (request is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Write(context.Response, answers.Write(await checks.Answer(request, Nobody, Stopwatch.GetTimestamp(), context.RequestAborted), Language.Zh));
    }

    private static void Write(HttpResponse response, ReadOnlySpan<byte> answer)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Length;
        response.BodyWriter.Write(answer);
    }
}

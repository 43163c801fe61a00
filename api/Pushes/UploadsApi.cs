using System.ComponentModel;
using System.Globalization;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Pushes;

/// <summary>Where a sender whose connection broke goes on.</summary>
internal static class UploadsApi
{
    private const string KeyInUrl = "The Idempotency-Key of the push, as it stands in the header; / may be written %2F.";

    public static void MapUploads(this IEndpointRouteBuilder pushes)
    {
        pushes.MapGet("/uploads/{**key}", GetAsync)
            .WithName("GetUpload")
            .WithSummary("How much of an upload was received")
            .WithDescription("0 when there is nothing; the whole length when the file has become a push, and then Location leads to it. Kept for 24 hours after the last byte.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        pushes.MapMethods("/uploads/{**key}", [HttpMethods.Head], HeadAsync)
            .WithName("HeadUpload")
            .WithSummary("How much of an upload was received, in the Upload-Offset header alone")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<Results<Ok<UploadBody>, ProblemHttpResult>> GetAsync(
        [Description(KeyInUrl)] string? key, IUnfinishedUploads uploads, IPushLedger ledger, HttpContext context)
    {
        var faults = PushOrder.KeyFaults(Written(key));
        return faults.IsEmpty
            ? TypedResults.Ok(new UploadBody(await Received(Written(key), uploads, ledger, context)))
            : Problem.Invalid(faults, RequestLanguage.Of(context));
    }

    private static async Task<NoContent> HeadAsync([Description(KeyInUrl)] string? key, IUnfinishedUploads uploads, IPushLedger ledger, HttpContext context)
    {
        await Received(Written(key), uploads, ledger, context);
        return TypedResults.NoContent();
    }

    private static async Task<long> Received(string key, IUnfinishedUploads uploads, IPushLedger ledger, HttpContext context)
    {
        var credential = Caller.Of(context).Credential;
        var push = await ledger.Find(credential, key, context.RequestAborted);
        var received = push?.Job.File.Bytes ?? await uploads.Received(UploadName.Of(credential, key), context.RequestAborted);
        if (push is not null)
        {
            context.Response.Headers.Location = PushLinks.Of(push.Job.Id, push.Job.Organisation).Self;
        }

        context.Response.Headers[PushesApi.OffsetHeader] = received.ToString(CultureInfo.InvariantCulture);
        return received;
    }

    /// <summary>The server leaves an escaped slash in a path as it is; no key holds a percent sign, so it can be nothing else.</summary>
    private static string Written(string? key) => (key ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Admission;
using CreditGate.Api.Draining;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Silo.Health;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Health;

/// <param name="Status">ready; starting while checks are still being compiled; draining once asked to stop; unconfirmed when only the ledger is silent; failing otherwise.</param>
/// <param name="ConfirmedAt">When this node last heard from the ledger.</param>
/// <param name="Nodes">Nodes of the cluster that hold subjects and count as alive, as this one knows; absent for a process alone.</param>
internal sealed record HealthBody(string Status, DateTimeOffset ConfirmedAt, ImmutableArray<PartBody> Parts, int? Nodes);

/// <param name="Part">warmUp, drain, ledger, spool, disk, storage, clock or cluster.</param>
/// <param name="Ready">Whether the part keeps the node from answering. It may be ready and yet have a code: then the fault is worth mending, and the node answers all the same.</param>
/// <param name="Code">What is wrong, and in Message what to do about it. Both absent when nothing is.</param>
internal sealed record PartBody(string Part, bool Ready, string? Code, string? Message);

internal static class HealthApi
{
    private static readonly Fault WarmingUp = new("warming-up", new("正在预热。", "The first checks are being compiled."));

    private static readonly Fault Stalled = new("stalled", new("进程一分钟未推进自身任务，请重启。", "The process has not come to its own work for a minute: restart it."));

    private static readonly Fault Draining = new("draining", new("节点正在退出，请将请求发往其他节点。", "This node is about to stop: send requests to another."));

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous().Is(Work.Operate);
        group.MapGet("/live", Live)
            .WithName("Live")
            .WithSummary("The process runs, and comes to its own work")
            .WithDescription("503 only when a restart is what helps: neither a lost ledger nor a full disk is.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
        group.MapGet("/ready", Ready)
            .WithName("Ready")
            .WithSummary("The service can answer: warm, ledger heard, spool writable, disk not full, storage readable, part of its cluster, not about to stop")
            .WithDescription("Every part is tried once in 5 seconds and the ledger four times a second; this reads what was found.")
            .Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static ContentHttpResult Live(PartsWatch watch) => watch.Turns
        ? TypedResults.Text("live")
        : TypedResults.Text(Stalled.Code, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static Results<Ok<HealthBody>, JsonHttpResult<HealthBody>> Ready(
        WarmUp warmUp, Drain drain, PartsWatch watch, IServiceProvider services, LedgerPulse pulse, HttpContext context)
    {
        var cluster = services.GetService<ClusterWatch>();
        Part[] parts =
        [
            new("warmUp", warmUp.IsDone ? null : WarmingUp),
            new("drain", drain.IsUnderWay ? Draining : null),
            .. watch.Parts,
            .. cluster is null ? (Part[])[] : [cluster.Part],
        ];
        var language = RequestLanguage.Of(context);
        var body = new HealthBody(StatusOf(parts), pulse.ConfirmedAt.ToOffset(LegalTime.ChinaStandardTime), [.. parts.Select(part => BodyOf(part, language))], cluster?.Nodes);
        return body.Status == "ready" ? TypedResults.Ok(body) : TypedResults.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string StatusOf(Part[] parts) => parts.Where(static part => !Serves(part)).Select(static part => part.Name).ToArray() switch
    {
        [] => "ready",
        var all when all.Contains("drain") => "draining",
        ["warmUp"] => "starting",
        ["ledger"] => "unconfirmed",
        _ => "failing",
    };

    private static PartBody BodyOf(Part part, Language language) => new(part.Name, Serves(part), part.Fault?.Code, part.Fault?.Text.In(language));

    private static bool Serves(Part part) => part.Fault is null || part.IsDegraded;
}

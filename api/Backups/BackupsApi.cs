using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Docs;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Silo.Backups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Backups;

/// <summary>A whole backup.</summary>
/// <param name="Name">Of its directory, under the backup directory.</param>
/// <param name="At">The instant whose state it holds: everything acknowledged before it.</param>
/// <param name="Position">Of the last event in its ledger.</param>
/// <param name="Bytes">All its files together.</param>
/// <param name="SecretsDigest">SHA-256 of the person-secrets.json that its persons need.</param>
/// <param name="HoldsSecrets">Whether that file is in it.</param>
internal sealed record BackupBody(string Name, DateTimeOffset At, long Position, long Bytes, string SecretsDigest, bool HoldsSecrets, ImmutableArray<BackupFile> Files)
{
    public static BackupBody From(BackupManifest manifest) => new(
        manifest.Name,
        manifest.At.ToOffset(LegalTime.ChinaStandardTime),
        manifest.Position,
        manifest.Files.Sum(static file => file.Size),
        manifest.SecretsDigest,
        manifest.HoldsSecrets,
        manifest.Files);
}

internal static class BackupsApi
{
    public static RouteGroupBuilder MapBackups(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/backups").WithTags("Operations").Needs(Scope.Operate).Is(Work.Operate);
        group.MapPost("/", MakeAsync)
            .WithName("MakeBackup")
            .WithSummary("Back up the running service (备份)")
            .WithDescription("Returns when the backup is whole and on disk. It holds everything acknowledged before the call, as of one instant; checks and pushes go on. "
                + "To restore, put its files into an empty data directory and start. The call ended early leaves no backup.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", List)
            .WithName("ListBackups")
            .WithSummary("Whole backups in the backup directory, oldest first")
            .WithDescription("Read from the directory itself, so one that was moved away is not listed, and one that was cut short never was.")
            .ProducesAccessProblems().ProducesProblem(StatusCodes.Status403Forbidden);
        return group;
    }

    private static async Task<Results<Ok<BackupBody>, ProblemHttpResult>> MakeAsync(
        BackupMaker backups,
        HttpContext context,
        [Description("true: put the secrets of person tags into the backup too. Otherwise they need a backup of their own, kept apart.")] bool secrets = false,
        CancellationToken cancellation = default)
    {
        var language = RequestLanguage.Of(context);
        try
        {
            return TypedResults.Ok(BackupBody.From(await backups.Make(secrets, cancellation)));
        }
        catch (BackupElsewhereException)
        {
            return Problem.Of(StatusCodes.Status409Conflict, BackupFaults.Elsewhere, language);
        }
        catch (BackupRunningException)
        {
            return Problem.Of(StatusCodes.Status409Conflict, BackupFaults.Running, language);
        }
        catch (BackupFailedException)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, BackupFaults.Failed, language);
        }
    }

    private static Ok<ImmutableArray<BackupBody>> List(BackupMaker backups) => TypedResults.Ok(backups.List().Select(BackupBody.From).ToImmutableArray());
}

internal static class BackupFaults
{
    public static readonly Fault Running = new("backup-running", new("已有备份正在进行。", "A backup is being made already."));

    public static readonly Fault Elsewhere = new("backup-elsewhere", new(
        "账本存于 PostgreSQL，请用 PostgreSQL 自带工具备份。", "The ledger is in PostgreSQL: back it up with PostgreSQL's own tools."));

    public static readonly Fault Failed = new("backup-failed", new(
        "备份目录无法写入或已满；未留下不完整的备份。", "The backup directory cannot be written, or is full; no incomplete backup was left."));
}

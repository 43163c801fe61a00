using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Backups;

/// <summary>Backs up the running service: all its files as they stood at one instant.</summary>
/// <remarks>
/// The instant is taken inside a turn of the spool's writer. Until that turn ends no receipt enters the spool, so the
/// ledger's copy cannot hold one that the spool's copy does not know of, and no place in the spool's chain is given out twice
/// after a restore. A receipt is removed from the spool only when the ledger holds it, so none is missing from both; one that is
/// in both is shipped again and left alone. Snapshots of subjects are checked against the ledger whenever they are read.
/// An upload is whole before its job is entered, and goes only after its job has ended, so uploads are copied after the instant.
/// </remarks>
public sealed partial class BackupMaker
{
    private readonly ReceiptSpool _spool;
    private readonly DataDirectory _directory;
    private readonly PlatformClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<BackupMaker> _logger;
    private int _isRunning;

    internal BackupMaker(BackupDirectory target, ReceiptSpool spool, DataDirectory directory, PlatformClock clock, TimeProvider time, ILogger<BackupMaker> logger)
    {
        (Parent, _spool, _directory, _clock, _time, _logger) = (target.In(directory), spool, directory, clock, time, logger);
    }

    /// <summary>Ledger and grain storage are not in this process's files.</summary>
    internal bool IsLedgerElsewhere { get; init; }

    /// <summary>Where backups are made, each in a directory of its own.</summary>
    public string Parent { get; }

    /// <summary>Makes a backup; returns when it is whole and on disk. Checks wait for it about a millisecond, once.</summary>
    /// <param name="holdSecrets">Put the secrets of person tags into it. Whoever holds both can try ID numbers against the tags.</param>
    /// <exception cref="BackupElsewhereException">The ledger is not in files of this process.</exception>
    /// <exception cref="BackupRunningException">One is being made already.</exception>
    /// <exception cref="BackupFailedException">The backup directory is full or cannot be written.</exception>
    public async Task<BackupManifest> Make(bool holdSecrets, CancellationToken cancellation)
    {
        if (IsLedgerElsewhere)
        {
            throw new BackupElsewhereException();
        }

        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            throw new BackupRunningException();
        }

        try
        {
            var manifest = await Copy(holdSecrets, cancellation);
            LogMade(manifest.Name, manifest.Position, manifest.Files.Sum(static file => file.Size));
            return manifest;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            LogFailed(failure);
            throw new BackupFailedException(failure);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>The whole backups that are there, oldest first.</summary>
    public IReadOnlyList<BackupManifest> List() => !Directory.Exists(Parent) ? [] :
    [
        .. Directory.EnumerateFiles(Parent, BackupTarget.ManifestName, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(static path => !Path.GetDirectoryName(path)!.EndsWith(".unfinished", StringComparison.Ordinal))
            .Select(static path => JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), BackupTarget.Json)!)
            .OrderBy(static manifest => manifest.At),
    ];

    private async Task<BackupManifest> Copy(bool holdSecrets, CancellationToken cancellation)
    {
        using var spool = new Snapshot(_directory.SpoolPath);
        using var ledger = new Snapshot(_directory.LedgerPath);
        using var storage = new Snapshot(_directory.StoragePath);
        var (at, position) = await TakeAll(spool, ledger, storage);

        using var target = new BackupTarget(Parent, at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture));
        foreach (var snapshot in (Snapshot[])[spool, storage, ledger])
        {
            await snapshot.CopyTo(target.Create(Path.GetFileName(snapshot.Path)), _time, cancellation);
        }

        await target.CopyFiles(_directory.UploadsPath, cancellation);
        var secrets = await File.ReadAllBytesAsync(PersonSecrets.PathIn(_directory), cancellation);
        if (holdSecrets)
        {
            OwnerOnly.Write(target.Create(PersonSecrets.FileName), secrets);
        }

        var manifest = new BackupManifest(
            Path.GetFileName(target.Root).Replace(".unfinished", "", StringComparison.Ordinal),
            at,
            Release,
            position,
            await target.Files(cancellation),
            Convert.ToHexStringLower(SHA256.HashData(secrets)),
            holdSecrets);
        target.Finish(manifest);
        return manifest;
    }

    private async Task<(DateTimeOffset At, long Position)> TakeAll(Snapshot spool, Snapshot ledger, Snapshot storage)
    {
        ExceptionDispatchInfo? failure = null;
        var taken = await _spool.Write(1, _ =>
        {
            try
            {
                spool.Take("SELECT COUNT(*) FROM spool_state");
                storage.Take("SELECT COUNT(*) FROM sqlite_master");
                return (_clock.GetUtcNow(), ledger.Take("SELECT MAX(position) FROM event"));
            }
            catch (SqliteException unreadable)
            {
                // Another file's failure must not fail the receipts that share this turn.
                failure = ExceptionDispatchInfo.Capture(unreadable);
                return default;
            }
        });
        failure?.Throw();
        return taken;
    }

    private static string Release { get; } =
        typeof(BackupMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    [LoggerMessage(2721, LogLevel.Information, "Backup {Backup} is whole: up to event {Position}, {Bytes} bytes")]
    private partial void LogMade(string backup, long position, long bytes);

    [LoggerMessage(2722, LogLevel.Error, "The backup failed; what was written of it is deleted")]
    private partial void LogFailed(Exception failure);
}

using System.Collections.Immutable;

namespace CreditGate.Silo.Backups;

/// <summary>What a backup is, written into it last: a directory without one is no backup.</summary>
/// <param name="Name">Of its directory, under the backup directory.</param>
/// <param name="At">The instant whose state it holds: everything acknowledged before it, nothing begun after it.</param>
/// <param name="Position">Of the last event in its ledger.</param>
/// <param name="SecretsDigest">SHA-256 of the secrets' file that its persons need, as lower-case hex.</param>
/// <param name="HoldsSecrets">Whether that file is in the backup. If not, it must come from a place of its own.</param>
public sealed record BackupManifest(
    string Name, DateTimeOffset At, string Release, long Position, ImmutableArray<BackupFile> Files, string SecretsDigest, bool HoldsSecrets);

/// <param name="Name">Relative to the backup, with forward slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Digest">SHA-256, as lower-case hex: what sha256sum prints.</param>
public sealed record BackupFile(string Name, long Size, string Digest);

/// <summary>Ledger and grain storage are in PostgreSQL, of which this process makes no backup.</summary>
public sealed class BackupElsewhereException() : Exception("The ledger is in PostgreSQL: back it up with PostgreSQL's own tools.");

/// <summary>A backup is being made already.</summary>
public sealed class BackupRunningException() : Exception("A backup is being made already.");

/// <summary>The backup directory did not take the backup. What was written of it is deleted.</summary>
public sealed class BackupFailedException(Exception cause) : Exception("The backup directory cannot be written, or is full.", cause);

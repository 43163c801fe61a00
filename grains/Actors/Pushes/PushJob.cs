using System.Collections.Immutable;
using CreditGate.Domain.Access;
using CreditGate.Domain.Records;

namespace CreditGate.Actors.Pushes;

/// <summary>A push of a whole file: what was asked. It never changes; how far it got is its <see cref="PushProgress"/>.</summary>
public sealed record PushJob
{
    /// <summary>Version 7 UUID; also names the upload.</summary>
    public required Guid Id { get; init; }

    /// <summary>Credential that pushes.</summary>
    public required string Credential { get; init; }

    /// <summary>Organisation of the credential: the source of every row.</summary>
    public required string Organisation { get; init; }

    /// <summary>The sender's idempotency key: with the credential it names one job for ever.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The instant for which the file was declared true. Undeclared, the instant of acceptance, but after whatever the source said before.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required FileFacts File { get; init; }

    /// <summary>List on which every row of a list file enters its subject, unless the row names one.</summary>
    public string? List { get; init; }

    /// <summary>All rows or none; only for files of up to 10,000 rows.</summary>
    public bool Atomic { get; init; }

    /// <summary>The file is everything the source has of a kind; null when it only adds and revises.</summary>
    public SnapshotScope? Snapshot { get; init; }

    /// <summary>How far the credential reached when the job was entered; null in jobs of older releases.</summary>
    public AccessLimits? Limits { get; init; }

    /// <summary>Until when the upload and the rejected lines are kept.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Of which records a file is a full snapshot, and how many of them may vanish.</summary>
/// <param name="List">For list entries: the one list concerned.</param>
/// <param name="MostWithdrawnPercent">Share of the source's usable records of this kind that may be missing; more, and nothing at all is done.</param>
public sealed record SnapshotScope(RecordKind Kind, string? List, int MostWithdrawnPercent)
{
    public bool Covers(PublicCreditRecord record) => (Kind, List) == (record.Kind, record.Ref.List);

    public bool HasSameScopeAs(SnapshotScope other) => (Kind, List) == (other.Kind, other.List);
}

public enum FileForm
{
    Ndjson,
    PermitCsv,
    PenaltyCsv,
    ListCsv,
}

public enum FileCharset
{
    Utf8,
    Gb18030,
}

/// <summary>What an upload was found to be when it was examined as a whole, before it was accepted.</summary>
/// <param name="Bytes">Of the upload as it was sent.</param>
/// <param name="Sha256">Of the upload as it was sent, lower-case hex.</param>
/// <param name="Rows">Data rows, without header and blank lines.</param>
/// <param name="UnknownColumns">Columns that this service does not read. Their values stay in the upload.</param>
public sealed record FileFacts(FileForm Form, FileCharset Charset, bool Gzip, long Bytes, string Sha256, int Rows, ImmutableArray<string> UnknownColumns);

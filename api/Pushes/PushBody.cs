using System.Collections.Immutable;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Pushes;

/// <summary>A push job: what was asked, how far it is, what became of its rows.</summary>
/// <param name="Key">The sender's Idempotency-Key.</param>
/// <param name="AsOf">Instant for which the file counts as true.</param>
/// <param name="Settled">Rows of which it is decided what becomes of them; the file has file.rows.</param>
/// <param name="Unchanged">Rows that said nothing new.</param>
/// <param name="Withdrawn">Rows that took their record back.</param>
/// <param name="Rejected">Rows with faults: GET links.rejects.</param>
/// <param name="Superseded">Of the unchanged: rows older than what stands.</param>
/// <param name="Missing">Records that a full snapshot did not name, withdrawn.</param>
/// <param name="Rate">Rows a second since the start, or since the job was resumed after a stop of the service.</param>
/// <param name="EstimatedEnd">While it runs, at this rate.</param>
/// <param name="Cancelling">Its cancellation was asked for; it ends before its next step.</param>
/// <param name="Fault">Why it failed, or why a snapshot withdrew nothing.</param>
/// <param name="ExpiresAt">Until then the rejected rows can be fetched.</param>
internal sealed record PushBody(
    Guid Id,
    PushState State,
    string Organisation,
    string Key,
    DateTimeOffset AcceptedAt,
    DateTimeOffset AsOf,
    PushedFile File,
    string? List,
    bool Atomic,
    PushedSnapshot? Snapshot,
    int Settled,
    int Created,
    int Revised,
    int Unchanged,
    int Withdrawn,
    int Rejected,
    int Superseded,
    int Missing,
    DoublePublicityBody DoublePublicity,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    double? Rate,
    DateTimeOffset? EstimatedEnd,
    bool Cancelling,
    PushFault? Fault,
    DateTimeOffset ExpiresAt,
    PushLinks Links)
{
    public static PushBody From(KeptPush push, PushSpeed speed, Language language)
    {
        var (job, progress) = (push.Job, push.Progress);
        return new PushBody(
            job.Id, progress.State, job.Organisation, job.Key, InChina(job.AcceptedAt), InChina(job.AsOf), PushedFile.From(job.File), job.List, job.Atomic,
            job.Snapshot is { } scope ? new PushedSnapshot(scope.Kind, scope.List, scope.MostWithdrawnPercent) : null,
            progress.Rows, progress.Created, progress.Revised, progress.Unchanged, progress.Withdrawn, progress.Rejected, progress.Superseded, progress.Missing,
            new DoublePublicityBody(progress.OnTime, progress.Late),
            InChina(progress.StartedAt), InChina(progress.EndedAt), speed.Rate, InChina(speed.EstimatedEnd),
            push.IsCancelled && progress.IsOpen,
            progress.Fault is { } fault ? new PushFault(fault.Code, fault.Text.In(language)) : null,
            InChina(job.ExpiresAt),
            PushLinks.Of(job.Id, job.Organisation));
    }

    private static DateTimeOffset InChina(DateTimeOffset instant) => instant.ToOffset(LegalTime.ChinaStandardTime);

    private static DateTimeOffset? InChina(DateTimeOffset? instant) => instant?.ToOffset(LegalTime.ChinaStandardTime);
}

/// <summary>The file as it was found to be.</summary>
/// <param name="Bytes">As it was sent.</param>
/// <param name="Sha256">Of the file as it was sent.</param>
/// <param name="Rows">Data rows.</param>
/// <param name="UnknownColumns">Columns that this service does not read; what they held is kept: GET links.extra.</param>
internal sealed record PushedFile(FileForm Form, FileCharset Charset, bool Gzip, long Bytes, string Sha256, int Rows, ImmutableArray<string> UnknownColumns)
{
    public static PushedFile From(FileFacts file) => new(file.Form, file.Charset, file.Gzip, file.Bytes, file.Sha256, file.Rows, file.UnknownColumns);
}

internal sealed record PushedSnapshot(RecordKind Kind, string? List, int MostWithdrawnPercent);

/// <summary>Permits and penalties that came within seven working days of their decision, and those that did not: GET links.late.</summary>
internal sealed record DoublePublicityBody(int OnTime, int Late);

internal sealed record PushFault(string Code, string Message);

/// <param name="RepairNotice">URI template (RFC 6570): where the repair notice of each penalty of the file is read, to be handed over with the decision (两书同达).</param>
internal sealed record PushLinks(string Self, string Events, string Rejects, string Late, string Extra, string Cancel, string RepairNotice)
{
    public static PushLinks Of(Guid id, string organisation)
    {
        var self = $"/v1/pushes/{id}";
        return new PushLinks(self, $"{self}/events", $"{self}/rejects", $"{self}/late", $"{self}/extra", $"{self}/cancel", $"/v1/subjects/{{subject}}/repair-notice?source={organisation}{{&number}}");
    }
}

internal sealed record PushesResponse(ImmutableArray<PushBody> Pushes);

/// <param name="Received">Bytes that are durable: go on from there with Upload-Offset.</param>
internal sealed record UploadBody(long Received);

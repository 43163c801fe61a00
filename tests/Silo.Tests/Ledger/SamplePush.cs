using CreditGate.Actors.Pushes;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Push jobs of invented senders.</summary>
internal static class SamplePush
{
    public static PushJob Job(string key = "示例-1", string organisation = Sample.Source, DateTimeOffset? at = null) => new()
    {
        Id = Guid.CreateVersion7(at ?? Sample.Instant),
        Credential = "示例凭据",
        Organisation = organisation,
        Key = key,
        AcceptedAt = at ?? Sample.Instant,
        AsOf = Sample.Instant,
        File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, 10, "00", 3, []),
        ExpiresAt = Sample.Instant.AddDays(30),
    };

    /// <summary>A full snapshot of the source's penalties, declared true at an instant.</summary>
    public static PushJob Snapshot(DateTimeOffset asOf) => Job() with { AsOf = asOf, Snapshot = new SnapshotScope(RecordKind.Penalty, null, 10) };

    public static PushStep Step(PushJob job, long step, PushState state = PushState.Running) => new(job.Id, new PushProgress { Step = step, State = state, Line = (int)step }, [], []);
}

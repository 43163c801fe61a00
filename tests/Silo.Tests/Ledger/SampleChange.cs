using CreditGate.Actors.Ledger;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Feed entries as appends carry them.</summary>
internal static class SampleChange
{
    public static StandingChange Of(string? subject, DateTimeOffset? at = null, ChangeKind kind = ChangeKind.RecordCreated) =>
        new() { Kind = kind, At = at ?? Sample.Instant, Edition = "示例-2026", Subject = subject, Record = new RecordRef(Sample.Source, RecordKind.Penalty, "1") };

    /// <summary>The append with an entry of its own.</summary>
    public static SubjectAppend With(SubjectAppend append) => append with { Changes = [Of(append.Subject.Value)] };
}

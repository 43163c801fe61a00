using System.Collections.Immutable;
using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger;

/// <summary>An append with everything serialised and hashed, so that a writer only writes.</summary>
internal sealed record PreparedAppend(
    string Subject,
    long ExpectedVersion,
    ImmutableArray<SealedEvent> Events,
    ImmutableArray<WrittenRecord> Records,
    ImmutableArray<(string Person, WrittenRecord Record)> Mirrors,
    ImmutableArray<WrittenChange> Changes,
    ImmutableArray<WrittenCase> Cases,
    DateTimeOffset? DueAt)
{
    public int Rows => 1 + Events.Length + Records.Length + Mirrors.Length + Changes.Length + Cases.Length;

    public long NewVersion => ExpectedVersion + Events.Length;

    public static PreparedAppend Of(SubjectAppend append) =>
        append.Events.IsDefaultOrEmpty
            ? throw new ArgumentException("An append holds at least one event: without one there is no version to give it.", nameof(append))
            : new PreparedAppend(
                append.Subject.Value,
                append.ExpectedVersion,
                [.. append.Events.Select((added, index) => SealedEvent.Of(append.Subject.Value, append.ExpectedVersion + index + 1, added))],
                append.Records.IsDefault ? [] : ImmutableArray.CreateRange(append.Records, WrittenRecord.Of),
                append.Mirrors.IsDefault ? [] : ImmutableArray.CreateRange(append.Mirrors, static mirror => (mirror.Person.Value, WrittenRecord.Of(mirror.Record))),
                ImmutableArray.CreateRange(append.Changes, WrittenChange.Of),
                ImmutableArray.CreateRange(append.Cases, WrittenCase.Of),
                append.DueAt);
}

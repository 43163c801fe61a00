using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;

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
    ImmutableArray<CoverageCount> Counts,
    DateTimeOffset? DueAt)
{
    public int Rows => 1 + Events.Length + Records.Length + Mirrors.Length + Changes.Length + Cases.Length + Counts.Length;

    public long NewVersion => ExpectedVersion + Events.Length;

    public static PreparedAppend Of(SubjectAppend append)
    {
        if (append.Events.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An append holds at least one event: without one there is no version to give it.", nameof(append));
        }

        var records = append.Records.IsDefault ? [] : ImmutableArray.CreateRange(append.Records, WrittenRecord.Of);
        return new PreparedAppend(
            append.Subject.Value,
            append.ExpectedVersion,
            Sealed(append, records),
            records,
            append.Mirrors.IsDefault ? [] : ImmutableArray.CreateRange(append.Mirrors, static mirror => (mirror.Person.Value, WrittenRecord.Of(mirror.Record))),
            ImmutableArray.CreateRange(append.Changes, WrittenChange.Of),
            ImmutableArray.CreateRange(append.Cases, WrittenCase.Of),
            append.Counts,
            append.DueAt);
    }

    private static ImmutableArray<SealedEvent> Sealed(SubjectAppend append, ImmutableArray<WrittenRecord> records)
    {
        var events = new SealedEvent[append.Events.Length];
        for (var index = 0; index < events.Length; index++)
        {
            events[index] = SealedEvent.Of(append.Subject.Value, append.ExpectedVersion + index + 1, append.Events[index], PayloadOf(append.Events[index], records));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(events);
    }

    private static byte[] PayloadOf(SubjectEvent added, ImmutableArray<WrittenRecord> records)
    {
        if (added is RecordPushed pushed)
        {
            foreach (var written in records)
            {
                if (ReferenceEquals(written.Record, pushed.Record))
                {
                    return EventJson.Of(pushed, written.Payload);
                }
            }
        }

        return EventJson.Of(added);
    }
}

using System.Collections.Immutable;
using CreditGate.Actors.Subjects;
using CreditGate.Api.Auth;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Subjects;

/// <param name="Key">Key of the subject: the USCC of an entity, a random id of a person.</param>
/// <param name="Name">Registered name of an entity; masked name of a person.</param>
/// <param name="Statuses">What the subject is now.</param>
/// <param name="Records">Records that may be shown, by kind.</param>
internal sealed record SubjectResponse(
    string Key, string? Name, string Token, DateTimeOffset ConfirmedAt, ImmutableArray<StatusFinding> Statuses, ImmutableArray<PublicCreditRecord> Records);

internal sealed record TimelineResponse(string Key, ImmutableArray<TimelineEntry> Events);

/// <param name="Version">Number of the event in the subject's history, from 1. A number that is missing is of a risk class, which only those are told who inspect, or lies before an erasure.</param>
/// <param name="Position">Place in the whole ledger.</param>
/// <param name="At">When the platform accepted it.</param>
/// <param name="Actor">Credential that caused it.</param>
/// <param name="Event">recordPushed, recordConfirmed, caseMoved or termEnded (time alone changed what the records bring about); subjectErased of an entity, with the registration that is left of it; for operators and auditors also of a person and, before it, contentRemoved.</param>
/// <param name="Case">Number of the case that was opened or went on.</param>
/// <param name="Content">The record as it stood from here on; absent when it was repaired or withdrawn since.</param>
internal sealed record TimelineEntry(long Version, long Position, DateTimeOffset At, string Actor, string Event, RecordRef? Record, PublicCreditRecord? Content, string? Case)
{
    /// <summary>What is left of an erased history, and the erasure, are for those who see that it was carried out; others see what was told since, and that an entity was deregistered.</summary>
    public static IReadOnlyList<Actors.Ledger.StoredEvent> KnownTo(Caller caller, IReadOnlyList<Actors.Ledger.StoredEvent> events)
    {
        var erased = caller.SeesOthers ? null : events.LastOrDefault(static stored => stored.Event is SubjectErased);
        var known = erased is null ? 0 : erased.Version + (erased.Event is SubjectErased { Registration: null } ? 1 : 0);
        return [.. events.Where(stored => stored.Version >= known)];
    }

    public static ImmutableArray<TimelineEntry> From(IReadOnlyList<Actors.Ledger.StoredEvent> events, Func<RecordRef?, bool> maySee)
    {
        var gone = new HashSet<RecordRef>();
        foreach (var stored in events)
        {
            if (stored.Event is RecordPushed { Record: var record })
            {
                _ = Shown.May(record) ? gone.Remove(record.Ref) : gone.Add(record.Ref);
            }
        }

        return [.. events.Select(stored => Entry(stored, gone)).Where(entry => maySee(entry.Record))];
    }

    private static TimelineEntry Entry(Actors.Ledger.StoredEvent stored, HashSet<RecordRef> gone)
    {
        var (reference, content) = stored.Event switch
        {
            RecordPushed pushed => (pushed.Record.Ref, gone.Contains(pushed.Record.Ref) ? null : pushed.Record),
            RecordConfirmed confirmed => (confirmed.Record, null),
            SubjectErased { Registration: { } left } => (left.Ref, gone.Contains(left.Ref) ? null : left),
            _ => ((RecordRef?)null, (PublicCreditRecord?)null),
        };
        var name = stored.Event.GetType().Name;
        return new TimelineEntry(
            stored.Version, stored.Position, stored.Event.At.ToOffset(LegalTime.ChinaStandardTime), stored.Event.Actor,
            char.ToLowerInvariant(name[0]) + name[1..], reference, content, (stored.Event as CaseMoved)?.Case.Id);
    }
}

/// <summary>After repair, and while shielded, a record is not published, shared or used; a withdrawn one counts as never made (INV-03, INV-04).</summary>
internal static class Shown
{
    public static bool May(PublicCreditRecord record) => record is { Repair: null, Withdrawal: null, Shield: null };
}

/// <summary>A subject's status, from its grain.</summary>
internal sealed class SubjectReading(IGrainFactory grains, Catalogue catalogue, PlatformClock clock)
{
    /// <summary>Null for a subject that nobody told the platform of, or that was erased for this caller.</summary>
    public async Task<SubjectResponse?> Of(SubjectKey key, Caller caller)
    {
        var look = await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0));
        if (!caller.MayKnow(look.Standing))
        {
            return null;
        }

        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        return new SubjectResponse(
            key.Value,
            look.Standing.Name,
            Token.Of(look.Standing.Version),
            look.ConfirmedAt.ToOffset(LegalTime.ChinaStandardTime),
            Decider.Statuses(look.Standing, edition, at),
            [.. look.Standing.Records.Where(record => Shown.May(record) && caller.MaySee(record.Ref, edition))]);
    }
}

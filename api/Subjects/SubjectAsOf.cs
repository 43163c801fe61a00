using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Subjects;

/// <summary>A subject at a past instant, twice: corrections change what is known of that instant, and not what was known at it.</summary>
/// <param name="At">The instant that is asked about.</param>
/// <param name="KnownThen">By the events that the platform had accepted by then.</param>
/// <param name="KnownNow">By all events up to now.</param>
internal sealed record SubjectAsOfResponse(string Key, DateTimeOffset At, string Edition, KnownBody KnownThen, KnownBody KnownNow);

/// <param name="Token">The version that this rests on.</param>
/// <param name="Statuses">What the subject was at the instant.</param>
/// <param name="Records">Without records that were repaired or withdrawn since (INV-03, INV-04).</param>
internal sealed record KnownBody(string Token, ImmutableArray<StatusFinding> Statuses, ImmutableArray<PublicCreditRecord> Records);

/// <summary>Looks back by folding the events anew.</summary>
internal sealed class SubjectAsOf(ISubjectLedger ledger, Catalogue catalogue)
{
    /// <summary>Null for a subject that nobody told the platform of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No edition was in force then.</exception>
    public async Task<SubjectAsOfResponse?> Read(SubjectKey key, DateTimeOffset at, Caller caller, CancellationToken cancellation)
    {
        var edition = catalogue.At(at);
        var events = (await ledger.Read(key, 0, cancellation)).Select(static stored => stored.Event).ToArray();
        if (events is [])
        {
            return null;
        }

        var now = Standing.Fold(key, events);
        var then = Standing.Fold(key, events[..(Array.FindLastIndex(events, happened => happened.At <= at) + 1)]);
        return new SubjectAsOfResponse(key.Value, at.ToOffset(LegalTime.ChinaStandardTime), edition.Id, Known(then), Known(now));

        KnownBody Known(Standing standing) => new(
            Token.Of(standing.Version),
            Decider.Statuses(standing, edition, at),
            [.. standing.Records.Where(record => now.Find(record.Ref) is { } current && Shown.May(current) && caller.MaySee(record.Ref, edition))]);
    }
}

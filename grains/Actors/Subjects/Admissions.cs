using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>Rows judged one after the other against a standing: what to append, and what to tell their sender.</summary>
internal sealed record Admissions(
    Standing After,
    ImmutableArray<SubjectEvent> Events,
    ImmutableArray<PublicCreditRecord> Records,
    ImmutableArray<PendingMirror> Mirrors,
    ImmutableArray<StandingChange> Changes,
    DateTimeOffset? DueAt,
    ImmutableArray<RowResult> Results)
{
    /// <param name="heard">The standing at the push's first attempt: what linked persons have heard, even if an attempt committed unseen since.</param>
    public static Admissions Of(
        Standing heard, Standing standing, ImmutableArray<PushRow> rows, Catalogue catalogue, DateTimeOffset at, string actor)
    {
        var edition = catalogue.At(at);
        var events = ImmutableArray.CreateBuilder<SubjectEvent>();
        var touched = new HashSet<RecordRef>();
        var mirrored = new HashSet<RecordRef>();
        var told = new ToldStanding(standing, catalogue);
        var changes = ImmutableArray.CreateBuilder<StandingChange>();
        var results = ImmutableArray.CreateBuilder<RowResult>(rows.Length);
        foreach (var row in rows)
        {
            var admission = Admission.Judge(standing, row.Record, row.IsOrdered, edition, at, actor, row.IsOutlived);
            results.Add(new RowResult(admission.Outcome, admission.Note));
            if (admission.Outcome != RowOutcome.Rejected && (admission.Happened is not null || standing.Find(row.Record.Ref) is not null))
            {
                // Also for an unchanged row: the push that brought it may have died before its mirrors were delivered.
                mirrored.Add(row.Record.Ref);
            }

            if (admission.Happened is { } happened)
            {
                standing = standing.Apply(happened);
                events.Add(happened);
                if (told.Tell(standing, happened) is { } change)
                {
                    changes.Add(change);
                }

                touched.Add(row.Record.Ref);
            }
        }

        foreach (var followed in events.Count == 0 ? [] : Following.After(standing, edition, at))
        {
            standing = standing.Apply(followed);
            events.Add(followed);
            if (told.Tell(standing, followed) is { } change)
            {
                changes.Add(change);
            }
        }

        // As the record stands, not as the row came: a mirror with a later revision than its original would miss what comes between.
        var mirrors = Domain.Standings.Mirrors.Owed(heard, standing, mirrored, LegalTime.DateOf(at));
        return new Admissions(standing, events.ToImmutable(), [.. touched.Select(key => standing.Find(key)!)], mirrors, changes.ToImmutable(), events.Count == 0 ? null : told.DueAt, results.MoveToImmutable());
    }

    public SubjectAppend ToAppend(long expectedVersion) => new(After.Key, expectedVersion, Events, Records, Mirrors) { Changes = Changes, DueAt = DueAt, Cases = CaseMoved.Newest(Events) };
}

using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>Rows judged one after the other against a standing: what to append, and what to tell their sender.</summary>
internal sealed record Admissions(
    Standing After,
    ImmutableArray<SubjectEvent> Events,
    ImmutableArray<PublicCreditRecord> Records,
    ImmutableArray<PendingMirror> Mirrors,
    ImmutableArray<RowResult> Results)
{
    public static Admissions Of(Standing standing, ImmutableArray<PushRow> rows, Catalogue catalogue, DateTimeOffset at, string actor)
    {
        var edition = catalogue.At(at);
        var today = LegalTime.DateOf(at);
        var events = ImmutableArray.CreateBuilder<SubjectEvent>();
        var touched = new Dictionary<RecordRef, PublicCreditRecord>();
        var mirrors = new Dictionary<(string, RecordRef), PendingMirror>();
        var results = ImmutableArray.CreateBuilder<RowResult>(rows.Length);
        foreach (var row in rows)
        {
            var admission = Admission.Judge(standing, row.Record, row.IsOrdered, edition, at, actor);
            results.Add(new RowResult(admission.Outcome, admission.Note));
            var before = standing;
            if (admission.Happened is { } happened)
            {
                standing = standing.Apply(happened);
                events.Add(happened);
                touched[row.Record.Ref] = standing.Find(row.Record.Ref)!;
            }

            if (admission.Outcome != RowOutcome.Rejected && admission.Note is null)
            {
                // Also for an unchanged row: the push that brought it may have died before its mirrors were delivered.
                // As the record stands, not as the row came: a mirror with a later revision than its original would miss what comes between.
                foreach (var mirror in Subjects.Mirrors.Owed(before, standing.Find(row.Record.Ref)!, today))
                {
                    mirrors[(mirror.Person.Value, mirror.Record.Ref)] = mirror;
                }
            }
        }

        return new Admissions(standing, events.ToImmutable(), [.. touched.Values], [.. mirrors.Values], results.MoveToImmutable());
    }

    public SubjectAppend ToAppend(long expectedVersion) => new(After.Key, expectedVersion, Events, Records, Mirrors);
}

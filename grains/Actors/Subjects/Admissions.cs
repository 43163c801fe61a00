using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Coverage;
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
    ImmutableArray<CoverageCount> Counts,
    DateTimeOffset? DueAt,
    ImmutableArray<RowResult> Results)
{
    /// <param name="heard">The standing at the push's first attempt: what linked persons have heard, even if an attempt committed unseen since.</param>
    public static Admissions Of(
        Standing heard, Standing standing, ImmutableArray<PushRow> rows, Catalogue catalogue, DateTimeOffset at, string actor)
    {
        var edition = catalogue.At(at);
        var entering = new Entering(standing, catalogue, edition);
        var touched = new List<RecordRef>(rows.Length);
        var results = ImmutableArray.CreateBuilder<RowResult>(rows.Length);
        foreach (var row in rows)
        {
            var admission = Admission.Judge(entering.Standing, row.Record, row.IsOrdered, edition, at, actor, row.IsOutlived, row.IsAlone);
            results.Add(new RowResult(admission.Outcome, admission.Note));
            if (admission.Happened is { } happened)
            {
                entering.Add(happened);
                touched.Add(row.Record.Ref);
            }
        }

        foreach (var followed in touched.Count == 0 ? [] : Following.After(entering.Standing, edition, at))
        {
            entering.Add(followed);
        }

        var after = entering.Standing;
        var taken = results.MoveToImmutable();
        var mirrors = Domain.Standings.Mirrors.NamesAnybody(heard, after) ? Owed(heard, after, rows, taken, at) : [];
        return new Admissions(after, entering.Events, RecordsOf(touched, after), mirrors, entering.Changes, entering.Counts, touched.Count == 0 ? null : entering.DueAt, taken);
    }

    private static ImmutableArray<PublicCreditRecord> RecordsOf(List<RecordRef> touched, Standing after) => touched switch
    {
        [] => [],
        [var only] => [after.Find(only)!],
        _ => [.. touched.Distinct().Select(key => after.Find(key)!)],
    };

    /// <summary>Mirrors of the records as they stand, not as the rows came: one with a later revision than its original would miss what comes between.</summary>
    /// <remarks>Also of unchanged rows: the push that brought them may have died before its mirrors were delivered.</remarks>
    private static ImmutableArray<PendingMirror> Owed(Standing heard, Standing after, ImmutableArray<PushRow> rows, ImmutableArray<RowResult> results, DateTimeOffset at)
    {
        var taken = rows.Where((_, index) => results[index].Outcome != RowOutcome.Rejected).Select(static row => row.Record.Ref);
        return Domain.Standings.Mirrors.Owed(heard, after, taken.Where(key => after.Find(key) is not null), LegalTime.DateOf(at));
    }

    public SubjectAppend ToAppend(long expectedVersion) => new(After.Key, expectedVersion, Events, Records, Mirrors)
    {
        Changes = Changes,
        Counts = Counts,
        DueAt = DueAt,
        Cases = After.Cases.IsEmpty ? [] : CaseMoved.Newest(Events),
    };

    /// <summary>Events that are entered one after the other, and what there is to tell of each.</summary>
    private sealed class Entering(Standing standing, Catalogue catalogue, Edition edition)
    {
        private readonly ToldStanding _told = new(standing, catalogue);
        private ImmutableArray<SubjectEvent> _events = [];
        private ImmutableArray<StandingChange> _changes = [];
        private ImmutableArray<CoverageCount> _counts = [];

        public Standing Standing { get; private set; } = standing;

        public ImmutableArray<SubjectEvent> Events => _events;

        public ImmutableArray<StandingChange> Changes => _changes;

        public ImmutableArray<CoverageCount> Counts => _counts;

        public DateTimeOffset? DueAt => _told.DueAt;

        public void Add(SubjectEvent happened)
        {
            _counts = _counts.AddRange(Punctuality.Of(Standing, happened, edition));
            Standing = Standing.Apply(happened);
            _events = _events.Add(happened);
            if (_told.Tell(Standing, happened) is { } change)
            {
                _changes = _changes.Add(change);
            }
        }
    }
}

using System.Collections.Immutable;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Pushes;

/// <summary>From what became of a chunk's rows to the job's next step.</summary>
internal sealed class PushTally(IUploadStore uploads, Catalogue catalogue, PlatformClock clock)
{
    public PushStep StepOf(PushJob job, PushProgress before, PushChunk chunk, BulkBatch batch)
    {
        var edition = catalogue.At(job.AcceptedAt);
        var count = new Count();
        var lines = new List<PushLine>(chunk.Rejected.Select(row => Rejected(job, row.Line, row.Faults)));
        var named = new List<NamedRecord>();
        var relayed = before.Relayed;
        foreach (var (line, subject, index) in chunk.Placed)
        {
            var record = batch.Order.Subjects[subject].Rows[index].Record;
            var result = batch.Subjects[subject].Results[index];
            count.Add(result.Outcome, result.Note, record.Revision.Number is not null);
            relayed = RelayedSources.Of(record, job.Organisation, edition).Aggregate(relayed, static (known, source) => known.Add(source));
            if (result.Outcome == RowOutcome.Rejected)
            {
                lines.Add(Rejected(job, line, [FaultOf(result.Note!)]));
                continue;
            }

            if (result.Outcome == RowOutcome.Created && DoublePublicity.DueOn(record, edition.Calendar) is { } dueOn)
            {
                AddPublicity(job, line, record, dueOn, count, lines);
            }

            if (job.Snapshot?.Covers(record) is true)
            {
                named.Add(new NamedRecord(batch.Order.Subjects[subject].Subject.Value, record.Number));
            }
        }

        return new PushStep(job.Id, After(before, chunk, count, relayed, batch.IsHeldBack), batch.IsHeldBack ? [.. lines.Where(static line => line.Kind == PushLineKind.Rejected)] : lines, named);
    }

    private PushProgress After(PushProgress before, PushChunk chunk, Count count, ImmutableSortedSet<string> relayed, bool isHeldBack)
    {
        var rejected = before.Rejected + chunk.Rejected.Length + count.Of(RowOutcome.Rejected);
        var after = before with { Step = before.Step + 1, Line = chunk.LastLine, Rows = before.Rows + chunk.Rows, Rejected = rejected };
        return isHeldBack
            ? after with { State = PushState.Failed, EndedAt = clock.GetUtcNow(), Fault = JobFaults.RowsRejected(rejected) }
            : after with
            {
                Created = before.Created + count.Of(RowOutcome.Created),
                Revised = before.Revised + count.Of(RowOutcome.Revised),
                Unchanged = before.Unchanged + count.Of(RowOutcome.Unchanged),
                Withdrawn = before.Withdrawn + count.Of(RowOutcome.Withdrawn),
                Superseded = before.Superseded + count.Superseded,
                Reaffirmed = before.Reaffirmed + count.Reaffirmed,
                OnTime = before.OnTime + count.OnTime,
                Late = before.Late + count.Late,
                Relayed = relayed,
            };
    }

    private void AddPublicity(PushJob job, int line, PublicCreditRecord record, DateOnly dueOn, Count count, List<PushLine> lines)
    {
        if (LegalTime.DateOf(job.AcceptedAt) <= dueOn)
        {
            count.OnTime++;
            return;
        }

        count.Late++;
        lines.Add(new PushLine(PushLineKind.Late, line, uploads.Seal(job.Id, new LateLine(record.Number, record.DecidedOn, dueOn).ToPayload())));
    }

    private PushLine Rejected(PushJob job, int line, ImmutableArray<FieldFault> faults) =>
        new(PushLineKind.Rejected, line, uploads.Seal(job.Id, LineFaults.ToPayload(faults)));

    /// <summary>A row that its subject's state rejects: the field that its sender would change.</summary>
    private static FieldFault FaultOf(Fault note) => new(note == Admission.OppositeList ? "list" : "revision", note);

    private sealed class Count
    {
        private readonly int[] _outcomes = new int[Enum.GetValues<RowOutcome>().Length];

        public int Superseded { get; private set; }

        public int Reaffirmed { get; private set; }

        public int OnTime { get; set; }

        public int Late { get; set; }

        public int Of(RowOutcome outcome) => _outcomes[(int)outcome];

        public void Add(RowOutcome outcome, Fault? note, bool isNumbered)
        {
            _outcomes[(int)outcome]++;
            Superseded += note == Admission.Superseded ? 1 : 0;
            Reaffirmed += isNumbered && outcome == RowOutcome.Unchanged && note is null ? 1 : 0;
        }
    }
}

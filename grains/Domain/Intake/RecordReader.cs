using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake;

/// <summary>From a row to a record: the one place where pushed data is validated, whatever way it came.</summary>
/// <param name="edition">The edition in force when the row arrived.</param>
/// <param name="today">The legal day in China on which it arrived.</param>
public sealed class RecordReader(Edition edition, DateOnly today)
{
    /// <summary>Verification of an objection is due so many calendar days after receipt (plan art. 14).</summary>
    public const int VerificationDays = 20;

    /// <summary>Last day of verification, inclusive: the day of receipt is not counted, and a term that ends on a day off ends on the next working day (Civil Code art. 201, 203).</summary>
    public static DateOnly VerificationDueOn(DateOnly received, WorkingCalendar calendar)
    {
        var last = received.AddDays(VerificationDays);
        return calendar.IsWorkingDay(last) ? last : calendar.AddWorkingDays(last, 1);
    }

    /// <param name="source">Organisation of the credential that pushes.</param>
    /// <param name="asOf">The instant the file was declared true for.</param>
    /// <param name="line">Line of the row, from 1.</param>
    public RowReading Read(RecordRow row, string source, DateTimeOffset asOf, int line)
    {
        row = ListRow.Completed(row, edition);
        var fields = new FieldReader(today);
        var subject = SubjectClaim.Read(row.Subject, "subject", fields);
        var linked = ReadLinked(row, subject, fields);
        if (row.Revision is <= 0)
        {
            fields.Fail("revision", IntakeFaults.NotPositive);
        }

        var kind = fields.Choice<RecordKind>("kind", row.Kind, required: true);
        var common = new CommonFields(
            source,
            fields.Key("number", row.Number, (subject as KeyClaim)?.Key.Value),
            new Revision(row.Revision, asOf, line),
            fields.RequiredDate("decidedOn", row.DecidedOn),
            fields.Date("until", row.Until, mayBeFuture: true));
        if (kind != RecordKind.ListEntry && common.Until < common.DecidedOn)
        {
            fields.Fail("until", IntakeFaults.EndsBeforeStart);
        }

        var record = kind is { } known && subject is not null ? KindReader.Read(known, row, common, subject, edition, fields) : null;
        var marked = record is null ? null : Marks(record, row, fields);
        return fields.Faults.Count == 0 && marked is not null
            ? new RowReading(new RecordDraft(subject!, marked, linked), [])
            : new RowReading(null, [.. fields.Faults]);
    }

    private static ImmutableArray<LinkedClaim> ReadLinked(RecordRow row, SubjectClaim? subject, FieldReader fields)
    {
        if (row.Linked.IsDefaultOrEmpty)
        {
            return [];
        }

        if (subject is { Kind: SubjectKinds.Person })
        {
            fields.Fail("linked", IntakeFaults.LinkedOnPerson);
        }

        return [.. Claims(row.Linked, fields)];
    }

    private static IEnumerable<LinkedClaim> Claims(ImmutableArray<LinkedRow> rows, FieldReader fields) =>
        rows.Select((person, index) => LinkedClaim.Read(person, $"linked[{index}]", fields)).OfType<LinkedClaim>();

    private PublicCreditRecord Marks(PublicCreditRecord record, RecordRow row, FieldReader fields) => record with
    {
        Basis = fields.Text("basis", row.Basis),
        Reason = fields.Text("reason", row.Reason),
        Dispute = row.Dispute is { } dispute ? ReadDispute(dispute, fields) : null,
        Repair = row.Repair is { } repair
            ? new RepairMark(fields.Key("repair.case", repair.Case), fields.RequiredDate("repair.decidedOn", repair.DecidedOn))
            : null,
        Removal = row.Removal is { } removal
            ? new RemovalMark(fields.RequiredDate("removal.on", removal.On), fields.Text("removal.reason", removal.Reason))
            : null,
        Withdrawal = row.Withdrawal is { } withdrawal
            ? new WithdrawalMark(fields.RequiredDate("withdrawal.on", withdrawal.On), fields.Text("withdrawal.reason", withdrawal.Reason))
            : null,
    };

    private DisputeMark ReadDispute(DisputeRow row, FieldReader fields)
    {
        var received = fields.RequiredDate("dispute.receivedOn", row.ReceivedOn);
        return new DisputeMark(fields.Key("dispute.objection", row.Objection), received, VerificationDueOn(received, edition.Calendar));
    }
}

/// <summary>The fields that every record has.</summary>
internal sealed record CommonFields(string Source, string Number, Revision Revision, DateOnly DecidedOn, DateOnly? Until);

using System.Collections.Immutable;
using System.Globalization;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;

namespace CreditGate.Domain.Intake.Coverage;

/// <param name="Subject">Still to be found.</param>
/// <param name="Draft">Without its subject; null when there are faults.</param>
public sealed record DecidedCaseReading(SubjectClaim? Subject, DecidedCase? Draft, ImmutableArray<FieldFault> Faults);

/// <summary>From rows to decided cases: every fault of a row at once.</summary>
/// <param name="department">Organisation of the credential that reports.</param>
public sealed class DecidedCaseReader(Catalogue catalogue, DateTimeOffset now, string department, string credential)
{
    private static readonly Fault NotAnInstant = new("not-an-instant", new(
        "须为带时区的时间，如 2026-06-01T09:30:00+08:00。", "Must be an instant with its offset, such as 2026-06-01T09:30:00+08:00."));

    private static readonly Fault InFuture = new("date-in-future", new("不得晚于当前时间。", "Must not lie in the future."));

    private static readonly Fault NoEdition = new("no-edition", new("该时点没有生效的目录版本。", "No edition of the catalogue was in force at that instant."));

    private static readonly Fault NotAReceipt = new("not-a-receipt", new("不是凭证编号。", "This is not the id of a receipt."));

    private static readonly Fault NotARevision = new("out-of-range", new("须为不小于 1 的整数。", "Must be 1 or more."));

    private readonly Edition _current = catalogue.At(now);

    public DecidedCaseReading Read(DecidedCaseRow row)
    {
        var fields = new FieldReader(LegalTime.DateOf(now));
        var decidedAt = ReadInstant(row.DecidedAt, fields);
        var matter = ReadMatter(row.Matter, EditionAt(decidedAt, fields) ?? _current, fields);
        var subject = SubjectClaim.Read(row.Subject, "subject", fields);
        if (matter is not null && subject is not null && !matter.SubjectKinds.HasFlag(subject.Kind))
        {
            fields.Fail("subject", CheckFaults.NotForThisKind);
        }

        var number = fields.Key("businessNumber", row.BusinessNumber);
        var decision = fields.Choice<CaseDecision>("decision", row.Decision, required: true);
        var receipt = ReadReceipt(row.Receipt, fields);
        if (row.Revision < 1)
        {
            fields.Fail("revision", NotARevision);
        }

        return fields.Faults.Count > 0 ? new DecidedCaseReading(null, null, [.. fields.Faults]) : new DecidedCaseReading(subject, new DecidedCase
        {
            Department = department,
            Matter = matter!.Code,
            Number = number,
            IsPerson = subject!.Kind == SubjectKinds.Person,
            DecidedAt = decidedAt!.Value,
            Decision = decision!.Value,
            Receipt = receipt,
            MustCheck = matter.MustCheck,
            IsWithdrawn = row.Withdrawn,
            Revision = row.Revision,
            ReportedAt = now,
            Credential = credential,
        }, []);
    }

    private DateTimeOffset? ReadInstant(string? text, FieldReader fields)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            fields.Fail("decidedAt", IntakeFaults.Missing);
            return null;
        }

        if (text is not ([.., 'Z' or 'z'] or [.., '+' or '-', _, _, ':', _, _])
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            fields.Fail("decidedAt", NotAnInstant);
            return null;
        }

        if (instant > now)
        {
            fields.Fail("decidedAt", InFuture);
        }

        return instant.ToUniversalTime();
    }

    /// <summary>Whether a matter was one to check is a question of the day of the decision.</summary>
    private Edition? EditionAt(DateTimeOffset? decidedAt, FieldReader fields)
    {
        if (decidedAt is not { } at || at > now)
        {
            return null;
        }

        if (at >= catalogue.Editions[0].StartsAt)
        {
            return catalogue.At(at);
        }

        fields.Fail("decidedAt", NoEdition);
        return null;
    }

    private static Matter? ReadMatter(string? code, Edition edition, FieldReader fields)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            fields.Fail("matter", IntakeFaults.Missing);
            return null;
        }

        if (edition.Matters.TryGetValue(code.Trim(), out var matter))
        {
            return matter;
        }

        fields.Fail("matter", IntakeFaults.Unknown("matter", code));
        return null;
    }

    private static Guid? ReadReceipt(string? text, FieldReader fields)
    {
        if (text is null || Guid.TryParse(text, out _))
        {
            return text is null ? null : Guid.Parse(text);
        }

        fields.Fail("receipt", NotAReceipt);
        return null;
    }
}

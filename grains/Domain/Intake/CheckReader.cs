using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;

namespace CreditGate.Domain.Intake;

/// <summary>From a row to a check: the one place where checks are validated, single or in a batch.</summary>
public readonly struct CheckReader(Edition edition, DateOnly today)
{
    private const int MostLinked = 20;
    private const int DefaultDeadlineMs = 2_000;

    /// <summary>Takes persons of any age, where saying that one is too young would tell something.</summary>
    public bool AnyAge { get; init; }

    public CheckReading Read(CheckRow row)
    {
        var fields = new FieldReader(today) { AnyAge = AnyAge };
        var matter = ReadMatter(row.Matter, fields);
        var subject = SubjectClaim.Read(row.Subject, "subject", fields);
        if (matter is not null && subject is not null && !matter.SubjectKinds.HasFlag(subject.Kind))
        {
            fields.Fail("subject", CheckFaults.NotForThisKind);
        }

        var linked = ReadLinked(row, fields);
        var consistency = fields.Choice<Consistency>("consistency", row.Consistency) ?? Consistency.Default;
        var request = new CheckRequest(
            subject!,
            matter!,
            ReadNumber("businessNumber", row.BusinessNumber, subject, linked, fields),
            ReadPurpose(row.Purpose, subject, linked, fields),
            linked,
            row.RequestId is null ? null : fields.Key("requestId", row.RequestId),
            consistency,
            ReadToken(row.Token, consistency, fields),
            ReadDeadline(row.DeadlineMs, fields))
        {
            Explain = row.Explain is true,
        };
        return fields.Faults.Count == 0 ? new CheckReading(request, []) : new CheckReading(null, [.. fields.Faults]);
    }

    private Matter? ReadMatter(string? code, FieldReader fields)
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

    private static ImmutableArray<LinkedClaim> ReadLinked(CheckRow row, FieldReader fields)
    {
        if (row.Linked.IsDefaultOrEmpty)
        {
            return [];
        }

        var rows = row.Linked;
        if (rows.Length > MostLinked)
        {
            fields.Fail("linked", CheckFaults.TooManyLinked(MostLinked));
            return [];
        }

        return ReadLinked(rows, fields);
    }

    private static ImmutableArray<LinkedClaim> ReadLinked(ImmutableArray<LinkedRow> rows, FieldReader fields) =>
        [.. rows.Select((person, index) => LinkedClaim.Read(person, $"linked[{index}]", fields)).OfType<LinkedClaim>()];

    /// <summary>A person is looked up for a stated purpose and case only (PIPL art. 6; own).</summary>
    private static string? ReadNumber(string field, string? text, SubjectClaim? subject, ImmutableArray<LinkedClaim> linked, FieldReader fields) =>
        text is not null || NamesAPerson(subject, linked) ? fields.Key(field, text) : null;

    private static string? ReadPurpose(string? text, SubjectClaim? subject, ImmutableArray<LinkedClaim> linked, FieldReader fields)
    {
        if (string.IsNullOrWhiteSpace(text) && NamesAPerson(subject, linked))
        {
            fields.Fail("purpose", CheckFaults.PurposeMissing);
        }

        return fields.Text("purpose", text);
    }

    private static bool NamesAPerson(SubjectClaim? subject, ImmutableArray<LinkedClaim> linked) => subject is { Kind: SubjectKinds.Person } || !linked.IsEmpty;

    private static long ReadToken(string? text, Consistency consistency, FieldReader fields)
    {
        if (text is null)
        {
            if (consistency == Consistency.AtLeast)
            {
                fields.Fail("token", CheckFaults.TokenMissing);
            }

            return 0;
        }

        if (Token.TryParse(text, out var version))
        {
            return version;
        }

        fields.Fail("token", CheckFaults.NotAToken);
        return 0;
    }

    private static TimeSpan ReadDeadline(int? milliseconds, FieldReader fields)
    {
        if (milliseconds is < 10 or > 60_000)
        {
            fields.Fail("deadlineMs", CheckFaults.DeadlineOutOfRange);
        }

        return TimeSpan.FromMilliseconds(milliseconds ?? DefaultDeadlineMs);
    }
}

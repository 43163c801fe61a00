using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;

namespace CreditGate.Domain.Intake;

/// <summary>A check as the caller writes it.</summary>
public sealed record CheckRow
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the matter (事项) that the caller is about to do, such as MT-C01.</summary>
    public string? Matter { get; init; }

    /// <summary>办件编号: the caller's case number. Required when the check names a person.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>Why the check is made. Required when the check names a person.</summary>
    public string? Purpose { get; init; }

    /// <summary>Persons who take part in the matter, such as proposed directors, with their roles.</summary>
    public ImmutableArray<LinkedRow> Linked { get; init; } = [];

    /// <summary>Chosen by the caller: the same id with the same body within 24 hours gives the same receipt.</summary>
    public string? RequestId { get; init; }

    /// <summary>default, atLeast or fresh.</summary>
    public string? Consistency { get; init; }

    /// <summary>Token of an earlier write or check of this subject; needed for atLeast.</summary>
    public string? Token { get; init; }

    /// <summary>Longest time to wait for the subject's grain in milliseconds, 10 to 60,000, default 2,000; then the ledger decides.</summary>
    public int? DeadlineMs { get; init; }
}

/// <summary>A check that was read without fault.</summary>
public sealed record CheckRequest(
    SubjectClaim Subject,
    Matter Matter,
    string? BusinessNumber,
    string? Purpose,
    ImmutableArray<LinkedClaim> Linked,
    string? RequestId,
    Consistency Consistency,
    long AtLeastVersion,
    TimeSpan Deadline);

public sealed record CheckReading(CheckRequest? Request, ImmutableArray<FieldFault> Faults);

/// <summary>From a row to a check: the one place where checks are validated, single or in a batch.</summary>
public sealed class CheckReader(Edition edition, DateOnly today)
{
    private const int MostLinked = 20;
    private const int DefaultDeadlineMs = 2_000;

    public CheckReading Read(CheckRow row)
    {
        var fields = new FieldReader(today);
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
            ReadDeadline(row.DeadlineMs, fields));
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
        var rows = row.Linked.IsDefault ? [] : row.Linked;
        if (rows.Length > MostLinked)
        {
            fields.Fail("linked", CheckFaults.TooManyLinked(MostLinked));
            return [];
        }

        return [.. rows.Select((person, index) => LinkedClaim.Read(person, $"linked[{index}]", fields)).OfType<LinkedClaim>()];
    }

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

/// <summary>A subject's version as callers carry it: "v" and a decimal number.</summary>
public static class Token
{
    public static string Of(long version) => $"v{version}";

    public static bool TryParse(string text, out long version)
    {
        version = 0;
        return text.StartsWith('v')
            && long.TryParse(text.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out version);
    }
}

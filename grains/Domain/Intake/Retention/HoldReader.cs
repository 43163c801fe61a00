using System.Collections.Immutable;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;

namespace CreditGate.Domain.Intake.Retention;

/// <summary>A hold as it is asked for.</summary>
public sealed record HoldRow
{
    /// <summary>USCC of an entity, or a key given out earlier: its records, its receipts, and receipts of checks that named it; of a person also the list of who looked.</summary>
    public string? Subject { get; init; }

    /// <summary>Receipts from this instant on (inclusive); with to.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Receipts to this instant (exclusive); with from.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Receipts of checks that were made for the case with this number.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>With businessNumber: in this matter only.</summary>
    public string? Matter { get; init; }

    /// <summary>Why the content must be kept.</summary>
    public string? Reason { get; init; }

    /// <summary>The document or order on which the hold rests.</summary>
    public string? Authority { get; init; }
}

/// <summary>Why a hold was placed or released, and on what it rests.</summary>
public readonly record struct HoldWords(string Reason, string Authority);

public static class HoldReader
{
    public static readonly Fault NoScope = new("no-scope", new(
        "请写明留存范围：subject、businessNumber，或 from 与 to；写明几项的，须同时符合。",
        "Say what is held: subject, businessNumber, or from and to; where several are given, content must meet all of them."));

    public static readonly Fault EndsFirst = new("ends-first", new("to 须晚于 from。", "to must be later than from."));

    public static readonly Fault NotAKey = new("not-a-subject-key", new(
        "须为统一社会信用代码或先前给出的主体键，不得为身份证号码。", "Must be a USCC or a key given out earlier; never an ID number."));

    /// <param name="today">The legal day in China.</param>
    public static (HoldScope? Scope, HoldWords Words, ImmutableArray<FieldFault> Faults) Read(HoldRow row, DateOnly today)
    {
        var fields = new FieldReader(today);
        var subject = ReadSubject(fields, row.Subject);
        var scope = new HoldScope
        {
            Subject = subject,
            From = row.From,
            To = row.To,
            BusinessNumber = row.BusinessNumber is null ? null : fields.Key("businessNumber", row.BusinessNumber),
            Matter = row.Matter is null ? null : fields.Key("matter", row.Matter),
        };
        if (row.From >= row.To)
        {
            fields.Fail("to", EndsFirst);
        }

        if (!scope.IsOne && row.Subject is null)
        {
            fields.Fail("subject", NoScope);
        }

        var words = Words(fields, row.Reason, row.Authority);
        return fields.Faults.Count == 0 ? (scope, words, []) : (null, words, [.. fields.Faults]);
    }

    /// <param name="person">Whom the same input names: the name is masked in texts.</param>
    public static (HoldWords Words, ImmutableArray<FieldFault> Faults) ReadWords(string? reason, string? authority, DateOnly today, PersonName? person = null)
    {
        var fields = new FieldReader(today);
        if (person is not null)
        {
            fields.Names(person);
        }

        return (Words(fields, reason, authority), [.. fields.Faults]);
    }

    private static string? ReadSubject(FieldReader fields, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (SubjectKey.TryParse(text.Trim(), out var key))
        {
            return key.Value;
        }

        fields.Fail("subject", NotAKey);
        return null;
    }

    private static HoldWords Words(FieldReader fields, string? reason, string? authority)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            fields.Fail("reason", IntakeFaults.Missing);
        }

        return new HoldWords(fields.Text("reason", reason) ?? "", fields.Key("authority", authority));
    }
}

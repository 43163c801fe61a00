using System.Collections.Frozen;
using System.Globalization;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake;

/// <summary>Reads fields one by one and keeps every fault, so that the sender can mend them all at once.</summary>
/// <param name="today">The legal day in China on which the input arrived.</param>
internal sealed class FieldReader(DateOnly today)
{
    private const int LongestKey = 200;
    private const int LongestText = 5_000;
    private static readonly DateOnly Earliest = new(1949, 10, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    private List<FieldFault>? _faults;
    private List<PersonName>? _named;

    public IReadOnlyList<FieldFault> Faults => _faults ?? (IReadOnlyList<FieldFault>)[];

    public DateOnly Today => today;

    /// <summary>Takes persons who are not of age.</summary>
    public bool AnyAge { get; init; }

    public void Fail(string field, Fault fault) => (_faults ??= []).Add(new FieldFault(field, fault));

    public T? Take<T>(string field, Parsed<T> parsed)
        where T : class
    {
        if (parsed.Fault is { } fault)
        {
            Fail(field, fault);
        }

        return parsed.Value;
    }

    /// <summary>A required name or number by which something is found again: short, trimmed, and never an ID number.</summary>
    /// <param name="own">The subject's own code, which may stand here: some all-digit USCCs pass the checks of an ID number too.</param>
    public string Key(string field, string? text, string? own = null)
    {
        var key = text?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            Fail(field, IntakeFaults.Missing);
            return "";
        }

        if (RefuseNul(field, key))
        {
            return "";
        }

        if (key.Length > LongestKey)
        {
            Fail(field, IntakeFaults.TooLong(LongestKey));
        }
        else if (key != own && PersonalText.HoldsId(key))
        {
            Fail(field, IntakeFaults.HoldsId);
        }

        return key;
    }

    /// <summary>From here on texts are kept with this name masked.</summary>
    public void Names(PersonName name) => (_named ??= []).Add(name);

    /// <summary>Free text; ID numbers in it, and names of persons whom the same input names, are masked, because none may be kept in clear.</summary>
    public string? Text(string field, string? text)
    {
        if (text is { Length: > LongestText })
        {
            Fail(field, IntakeFaults.TooLong(LongestText));
        }

        RefuseNul(field, text);
        return string.IsNullOrWhiteSpace(text) ? null : WithoutNames(PersonalText.MaskIds(text.Trim())!);
    }

    private string WithoutNames(string text)
    {
        foreach (var name in _named ?? [])
        {
            text = name.Value.Length > 1 ? text.Replace(name.Value, name.Masked, StringComparison.Ordinal) : text;
        }

        return text;
    }

    /// <summary>Databases and C strings end at a NUL: what is kept would not be what was sent.</summary>
    public bool RefuseNul(string field, string? text)
    {
        if (text is null || !text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        Fail(field, IntakeFaults.HoldsNul);
        return true;
    }

    public DateOnly RequiredDate(string field, string? text, bool mayBeFuture = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Fail(field, IntakeFaults.Missing);
            return default;
        }

        return Date(field, text, mayBeFuture) ?? default;
    }

    public DateOnly? Date(string field, string? text, bool mayBeFuture = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Fail(field, IntakeFaults.NotADate);
        }
        else if (date < Earliest || date > Latest)
        {
            Fail(field, IntakeFaults.DateOutOfRange(Earliest, Latest));
        }
        else if (!mayBeFuture && date > today)
        {
            Fail(field, IntakeFaults.DateInFuture);
        }
        else
        {
            return date;
        }

        return null;
    }

    public T? Choice<T>(string field, string? text, bool required = false)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
            {
                Fail(field, IntakeFaults.MissingChoice(Choices<T>.Names));
            }

            return null;
        }

        if (Choices<T>.Values.TryGetValue(text.Trim(), out var choice))
        {
            return choice;
        }

        Fail(field, IntakeFaults.UnknownChoice(Choices<T>.Names));
        return null;
    }

    /// <summary>The values of an enumeration by the names that input uses, in any case.</summary>
    private static class Choices<T>
        where T : struct, Enum
    {
        public static readonly string[] Names = [.. Enum.GetNames<T>().Select(static name => char.ToLowerInvariant(name[0]) + name[1..])];

        public static readonly FrozenDictionary<string, T> Values = Names.Zip(Enum.GetNames<T>())
            .ToFrozenDictionary(static name => name.First, static name => Enum.Parse<T>(name.Second), StringComparer.OrdinalIgnoreCase);
    }
}

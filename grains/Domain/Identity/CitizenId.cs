using System.Globalization;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Identity;

/// <summary>
/// 公民身份号码, GB 11643-1999, also the residence permits that share its form (81, 82, 83 for Hong Kong, Macau and Taiwan).
/// Regions are not judged. Personal data: lives in memory only, prints masked, and JSON leaves the number out.
/// </summary>
public sealed record CitizenId
{
    private const int Length = 18;

    private static readonly DateOnly EarliestBirth = new(1850, 1, 1);

    private CitizenId(string value, DateOnly bornOn) => (Value, BornOn) = (value, bornOn);

    /// <summary>The number in clear: for tagging only, never for a log, key, URL, metric or answer.</summary>
    [JsonIgnore]
    public string Value { get; }

    [JsonIgnore]
    public DateOnly BornOn { get; }

    /// <summary>The first 3 and the last 4 characters, asterisks between.</summary>
    public string Masked => string.Concat(Value.AsSpan(0, 3), "***********", Value.AsSpan(14));

    /// <summary>Reads a number as people write it: surrounding space, a lower-case x and full-width forms are accepted.</summary>
    /// <returns>
    /// The number, or the first fault of: id-missing, id-length, id-character, id-date, id-check.
    /// The birth date is any calendar date from 1850-01-01 on: whether it is past, or long enough past, is for <see cref="IsAdultOn"/>.
    /// </returns>
    public static Parsed<CitizenId> Parse(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return CitizenIdFaults.Missing;
        }

        if (trimmed.Length != Length)
        {
            return CitizenIdFaults.Length(trimmed.Length);
        }

        Span<char> number = stackalloc char[Length];
        CodeText.Normalise(trimmed, number);
        return FaultIn(number, out var bornOn) is { } fault ? fault : new CitizenId(CodeText.Reuse(text!, number), bornOn);
    }

    /// <summary>Full capacity under Civil Code art. 17: from the 18th birthday on, that day included; of 29 February, from 28 February.</summary>
    /// <param name="day">A legal day, China Standard Time.</param>
    public bool IsAdultOn(DateOnly day) => BornOn.Year <= DateOnly.MaxValue.Year - 18 && BornOn.AddYears(18) <= day;

    public override string ToString() => Masked;

    private static Fault? FaultIn(ReadOnlySpan<char> number, out DateOnly bornOn)
    {
        bornOn = default;
        if (number[..17].IndexOfAnyExceptInRange('0', '9') is >= 0 and var foreign)
        {
            return CitizenIdFaults.Character(foreign + 1);
        }

        if (number[17] != 'X' && !char.IsAsciiDigit(number[17]))
        {
            return CitizenIdFaults.Character(Length);
        }

        if (!DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out bornOn) || bornOn < EarliestBirth)
        {
            return CitizenIdFaults.Date;
        }

        return number[17] == CitizenIdCheck.Of(number[..17]) ? null : CitizenIdFaults.Check;
    }
}

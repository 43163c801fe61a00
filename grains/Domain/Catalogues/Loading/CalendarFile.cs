using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>One year's holiday notice of the General Office of the State Council.</summary>
/// <param name="Notice">Number of the notice.</param>
/// <param name="Holidays">Days off; weekend days may be left out.</param>
/// <param name="Workdays">Weekend days that are worked in exchange.</param>
internal sealed record CalendarFile(
    int Year,
    string Notice,
    Provenance Confidence,
    ImmutableArray<DateOnly> Holidays,
    ImmutableArray<DateOnly> Workdays)
{
    public static CalendarFile Read(JsonEntry file) => new(
        file.Int("year"),
        file.String("notice"),
        file.Confidence("confidence"),
        file.Dates("holidays"),
        file.Dates("workdays"));
}

using System.ComponentModel;

namespace CreditGate.Api.Cases;

/// <summary>The parameters of a list of cases as they stand in the URL.</summary>
internal sealed record CaseListParameters(
    [property: Description("true: only open cases; false: only those that are over; left out: both.")] bool? Open,
    [property: Description("next of the page before.")] string? After,
    [property: Description("Most cases of a page, 1 to 500; 100 when left out.")] int? Limit)
{
    public const int DefaultLimit = 100;
    public const int MostLimit = 500;
}

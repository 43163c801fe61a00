using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Api.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Coverage;

/// <summary>The parameters of coverage as they stand in the URL.</summary>
internal sealed record CoverageQuery(
    [property: Description("First month, such as 2026-01; left out, from the beginning.")] string? From,
    [property: Description("Last month, inclusive; left out, until now.")] string? To,
    [property: Description("Code of a department; who sees others' doings may leave it out for all of them.")] string? Department,
    [property: Description("Code of a matter.")] string? Matter,
    [property: Description("What rows are told apart by, repeated: month, department, matter; left out, by all three.")] string[]? By)
{
    private static readonly string[] Dimensions = ["month", "department", "matter"];

    public CoverageReading Read()
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        var (from, to) = Months.Read(From, To, faults);
        if (By?.Any(static dimension => !Dimensions.Contains(dimension)) is true)
        {
            faults.Add(ChangeFaults.NotAChoice("by", Dimensions));
        }

        return new CoverageReading(from, to, Matter, By is { Length: > 0 } ? By : Dimensions, faults.ToImmutable());
    }
}

internal sealed record CoverageReading(int From, int To, string? Matter, string[] By, ImmutableArray<FieldFault> Faults)
{
    public CoverageGroup GroupOf(CoverageCell cell) => new(
        By.Contains("month") ? cell.Month : null, By.Contains("department") ? cell.Department : null, By.Contains("matter") && cell.Matter.Length > 0 ? cell.Matter : null);
}

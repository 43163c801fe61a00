using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record IncentivesFile(ImmutableArray<Incentive> Incentives);

internal sealed record ListsFile(ImmutableArray<ListDefinition> Lists);

internal sealed record RulesFile(ImmutableArray<MatterRule> Rules);

internal sealed record PublicityFile(ImmutableArray<PublicityRules> Regimes);

internal sealed record SeverityFile(ImmutableArray<SeverityRule> Rules);

internal sealed record DepartmentsFile(ImmutableArray<Department> Departments);

/// <summary>One year's holiday notice of the General Office of the State Council.</summary>
/// <param name="Holidays">Days off; weekend days may be left out.</param>
/// <param name="Workdays">Weekend days that are worked in exchange.</param>
internal sealed record CalendarFile(
    int Year,
    string Notice,
    Provenance Confidence,
    ImmutableArray<DateOnly> Holidays,
    ImmutableArray<DateOnly> Workdays);

using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases;

/// <summary>What a step in a case is judged by.</summary>
/// <param name="Edition">In force at the instant.</param>
/// <param name="Actor">Credential that acts.</param>
public sealed record CaseContext(Edition Edition, DateTimeOffset At, string Actor)
{
    public WorkflowBook Workflows { get; init; } = WorkflowBook.Product;

    public TermBook Terms { get; init; } = TermBook.Product;

    public Level Level { get; init; } = Level.Municipal;

    /// <summary>With the terms of a unit's level: those of the unit whose record a case is about.</summary>
    public CaseContext For(string? unit) => unit is not null && Edition.Departments.TryGetValue(unit, out var known) && known.Level != Level ? this with { Level = known.Level } : this;

    public DateOnly Today => LegalTime.DateOf(At);
}

using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues;

/// <summary>How severe a penalty is when its source does not say. The first rule that matches wins.</summary>
/// <param name="Department">Organisation code whose penalties the rule is for; null for every department.</param>
/// <param name="Categories">Penalty categories of which one must be present; empty for any.</param>
/// <param name="SimpleProcedure">Whether the rule asks for the simple procedure.</param>
/// <param name="FineAtLeast10kCny">Smallest fine in 10,000 yuan; null for any.</param>
public sealed record SeverityRule(
    string Id,
    string? Department,
    ImmutableArray<PenaltyCategory> Categories,
    bool SimpleProcedure,
    decimal? FineAtLeast10kCny,
    Severity Severity,
    Provenance Confidence)
{
    public bool Matches(PenaltyRecord record) =>
        (Department is null || Department == record.Source)
        && (Categories.IsEmpty || Categories.AsSpan().ContainsAny(record.Categories.AsSpan()))
        && (!SimpleProcedure || record.SimpleProcedure)
        && (FineAtLeast10kCny is null || record.Fine10kCny >= FineAtLeast10kCny);
}

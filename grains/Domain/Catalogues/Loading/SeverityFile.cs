using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record SeverityFile(ImmutableArray<SeverityRule> Rules)
{
    public static SeverityFile Read(JsonEntry file) => new(file.Each("rules", entry => new SeverityRule(
        entry.String("id"),
        entry.OptionalString("department"),
        entry.EachOneOf<PenaltyCategory>("categories"),
        entry.Bool("simpleProcedure"),
        entry.OptionalDecimal("fineAtLeast10kCny"),
        entry.OneOf<Severity>("severity"),
        entry.Confidence("confidence"))));
}

using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record PublicityFile(ImmutableArray<PublicityRules> Regimes)
{
    public static PublicityFile Read(JsonEntry file) => new(file.Each("regimes", entry => new PublicityRules(
        entry.String("id"),
        entry.Text("name"),
        entry.OneOf<PublicityAnchor>("anchor"),
        entry.Bool("autoEndNeedsCorrection"),
        entry.Each("periods", PeriodOf),
        entry.Confidence("confidence"))));

    private static PublicityPeriod PeriodOf(JsonEntry entry) => new(
        entry.OneOf<Severity>("severity"),
        entry.Int("minimumMonths"),
        entry.Int("maximumMonths"),
        entry.Bool("publishedByDefault"));
}

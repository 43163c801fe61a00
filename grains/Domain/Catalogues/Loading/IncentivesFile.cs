using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record IncentivesFile(ImmutableArray<Incentive> Incentives)
{
    public static IncentivesFile Read(JsonEntry file) => new(file.Each("incentives", entry => new Incentive(
        entry.String("code"),
        entry.Text("name"),
        entry.Text("basis"),
        entry.Bool("isScene"),
        entry.Confidence("confidence"))));
}

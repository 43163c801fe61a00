using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>Step 7: incentives, only without an unsuspended serious listing; a disputed one holds them open.</summary>
internal sealed record IncentiveRuling(ImmutableArray<IncentiveLine> Granted, ImmutableArray<WithheldLine> Withheld)
{
    private static readonly IncentiveRuling None = new([], []);

    public static IncentiveRuling Of(SubjectFacts facts, Matter matter, Edition edition, Outcome adverse, Trace? trace = null)
    {
        SortedDictionary<string, IncentiveLine>? granted = null;
        SortedDictionary<string, WithheldLine>? withheld = null;
        foreach (var (column, held) in facts.Merits)
        {
            var cell = matter[column];
            foreach (var code in cell.Verdict == Verdict.Incentivise ? cell.Codes : [])
            {
                var incentive = edition.Incentives[code];
                var obstacle = Obstacle(incentive, column, held, facts, adverse);
                trace?.Weighed(code, column, obstacle);
                if (obstacle is { } reason)
                {
                    (withheld ??= new(StringComparer.Ordinal)).TryAdd(code, new WithheldLine(code, incentive.Name, column, reason));
                }
                else
                {
                    (granted ??= new(StringComparer.Ordinal)).TryAdd(code, new IncentiveLine(code, incentive.Name, incentive.Basis, incentive.Confidence.Mark, column, cell.Text));
                }
            }
        }

        trace?.Earned((granted?.Count ?? 0) + (withheld?.Count ?? 0));
        return (granted, withheld) switch
        {
            (null, null) => None,
            (null, _) => new([], [.. withheld.Values]),
            (_, null) => new([.. granted.Values], []),
            _ => new([.. granted.Values], Besides(granted, withheld.Values)),
        };
    }

    private static ImmutableArray<WithheldLine> Besides(SortedDictionary<string, IncentiveLine> granted, IEnumerable<WithheldLine> withheld) =>
        [.. withheld.Where(line => !granted.ContainsKey(line.Code))];

    private static WithheldReason? Obstacle(Incentive incentive, StatusColumn column, bool held, SubjectFacts facts, Outcome adverse)
    {
        if (!facts.ActiveSerious.IsEmpty)
        {
            return WithheldReason.SeriousListing;
        }

        if (held || !facts.HeldSerious.IsEmpty)
        {
            return WithheldReason.HeldOpen;
        }

        return ObstacleOfKind(incentive, column, facts) ?? (adverse > Outcome.Proceed ? WithheldReason.OutcomeStands : null);
    }

    private static WithheldReason? ObstacleOfKind(Incentive incentive, StatusColumn column, SubjectFacts facts) => incentive switch
    {
        _ when facts.IsGone => WithheldReason.NotActive,
        { IsScene: true } when facts.NeedsConsent && !facts.Consents.Contains(incentive.Code) => WithheldReason.NoConsent,
        { Code: ToleranceAcceptance } when facts.Penalties.Any(static penalty => !penalty.IsHeld) => WithheldReason.PenaltyInPublicity,
        { Code: ToleranceAcceptance } when !facts.Penalties.IsEmpty => WithheldReason.HeldOpen,
        { Code: ReducedInspection } when column == StatusColumn.Clean3Y && facts.RiskClass is (RiskGrade.C or RiskGrade.D) => WithheldReason.RiskClass,
        _ => null,
    };

    /// <summary>容缺受理, which a penalty in publicity excludes.</summary>
    public const string ToleranceAcceptance = "I02";

    private const string ReducedInspection = "I07";
}

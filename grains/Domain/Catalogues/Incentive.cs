namespace CreditGate.Domain.Catalogues;

/// <summary>A reward: I01 to I11 of the plan, S01 to S12 for the Xinyi+ scenes.</summary>
/// <param name="Basis">The plan's article behind it.</param>
/// <param name="IsScene">A Xinyi+ scene: a person gets it only after opting in.</param>
public sealed record Incentive(string Code, LocalText Name, LocalText Basis, bool IsScene, Provenance Confidence);

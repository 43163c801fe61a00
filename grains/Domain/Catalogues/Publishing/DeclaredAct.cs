namespace CreditGate.Domain.Catalogues.Publishing;

/// <summary>An act about an edition as the evidence log holds it.</summary>
/// <param name="Package">SHA-256 of the submitted package as the ledger keeps it, lower-case hex; null for other acts.</param>
public sealed record DeclaredAct(EditionAct Act, string? Package);

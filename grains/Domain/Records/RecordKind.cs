namespace CreditGate.Domain.Records;

/// <summary>The kinds of public credit record.</summary>
public enum RecordKind
{
    Registration,
    Permit,
    Penalty,
    ListEntry,
    ConsumptionOrder,
    ExitDecision,
    Stay,
    Commitment,
    RiskClass,
    TaxGrade,
    Evaluation,
    SceneConsent,
}

namespace CreditGate.Domain.Catalogues;

/// <summary>What ties a person to a record or to a check. Always named by a source or a caller, never inferred.</summary>
public enum LinkedRole
{
    LegalRepresentative,
    PersonInCharge,
    DirectlyResponsible,
    ActualController,
    Director,
    Supervisor,
    SeniorManager,
    Agent,
}

namespace CreditGate.Domain.Catalogues;

/// <summary>The kinds of subject that a list, matter or rule speaks of.</summary>
[Flags]
public enum SubjectKinds
{
    None = 0,
    Entity = 1,
    Person = 2,
}

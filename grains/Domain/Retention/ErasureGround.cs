namespace CreditGate.Domain.Retention;

/// <summary>Grounds on which a person's information is erased (Personal Information Protection Law, art. 47). The history of an entity goes by its period alone.</summary>
public enum ErasureGround
{
    /// <summary>The purpose was reached, cannot be reached, or is no longer served (item 1).</summary>
    PurposeServed,

    /// <summary>The service ended, or the term of keeping is over (item 2).</summary>
    TermOver,

    /// <summary>The person withdrew the consent (item 3).</summary>
    ConsentWithdrawn,

    /// <summary>It was processed against law or agreement (item 4).</summary>
    Unlawful,

    /// <summary>Another case that a law or regulation names (item 5).</summary>
    OtherLaw,
}

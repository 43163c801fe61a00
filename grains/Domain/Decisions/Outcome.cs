namespace CreditGate.Domain.Decisions;

/// <summary>What the caller may do, from weakest to strongest. The platform reminds; the department decides and feeds back.</summary>
public enum Outcome
{
    /// <summary>Proceed, with incentives due.</summary>
    Prefer,

    /// <summary>Proceed, perhaps with reminders, or with facilitation withheld.</summary>
    Proceed,

    /// <summary>A person must look: an open question, a measure left to the body, advice, an ambiguous subject.</summary>
    Review,

    /// <summary>Restrict within the stated scope.</summary>
    Restrict,

    /// <summary>The law bids to refuse.</summary>
    Refuse,
}

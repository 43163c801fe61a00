using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>What begins or ends at an instant.</summary>
internal enum Boundary
{
    Source,
    TermStart,
    TermEnd,
    PublicityStart,
    PublicityEnd,
    LookBackEnd,
    ThreeYearsOld,
}

/// <summary>
/// The instant of a decision. Every question about time goes through it, and it remembers the next instant
/// at which one of the answers would be another: until then, time alone cannot change the decision.
/// </summary>
internal sealed class Moment(DateTimeOffset at)
{
    public DateTimeOffset At { get; } = at;

    public DateOnly Today { get; } = LegalTime.DateOf(at);

    /// <summary>The nearest boundary not yet reached among those asked for; null when there was none.</summary>
    public DateTimeOffset? NextChange { get; private set; }

    /// <summary>What that boundary is, and of which record.</summary>
    public (Boundary Kind, PublicCreditRecord? Record) Next { get; private set; }

    public bool HasReached(DateTimeOffset boundary, Boundary kind, PublicCreditRecord? record)
    {
        if (At >= boundary)
        {
            return true;
        }

        if (NextChange is not { } next || boundary < next)
        {
            NextChange = boundary;
            Next = (kind, record);
        }

        return false;
    }

    public bool IsOnOrAfter(DateOnly firstDay, Boundary kind, PublicCreditRecord record) => HasReached(LegalTime.StartOf(firstDay), kind, record);

    public bool IsPast(DateOnly lastDay, Boundary kind, PublicCreditRecord record) => HasReached(LegalTime.EndOf(lastDay), kind, record);
}

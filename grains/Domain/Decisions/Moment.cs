using CreditGate.Domain.Calendars;

namespace CreditGate.Domain.Decisions;

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

    public bool HasReached(DateTimeOffset boundary)
    {
        if (At >= boundary)
        {
            return true;
        }

        if (NextChange is not { } next || boundary < next)
        {
            NextChange = boundary;
        }

        return false;
    }

    public bool IsOnOrAfter(DateOnly firstDay) => HasReached(LegalTime.StartOf(firstDay));

    public bool IsPast(DateOnly lastDay) => HasReached(LegalTime.EndOf(lastDay));
}

using CreditGate.Actors.Ledger;

namespace CreditGate.Api.Checks;

/// <summary>Asks the ledger on behalf of a check: not for longer than the check may take, and not at all while the ledger is known to be lost.</summary>
/// <remarks>A question that is given up is not cancelled: cancelling asks the same server that does not answer, and may hang as it does.</remarks>
internal sealed class LedgerQuestions(LedgerPulse pulse)
{
    /// <exception cref="LedgerUnavailableException">The ledger is lost, or failed.</exception>
    /// <exception cref="TimeoutException">It did not answer within the deadline.</exception>
    public Task<T> Ask<T>(Func<ValueTask<T>> question, Deadline deadline, CancellationToken cancellation)
    {
        pulse.EnsureHeard();
        return deadline.Within(question().AsTask(), cancellation);
    }
}

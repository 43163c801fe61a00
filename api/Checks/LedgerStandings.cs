using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Checks;

/// <summary>Standings folded from the ledger, for checks whose grain does not answer.</summary>
/// <remarks>Only so many at a time: what a lost node leaves behind must not take the ledger and the processors from everybody else.</remarks>
internal sealed class LedgerStandings(ISubjectLedger ledger, LedgerQuestions questions, PlatformClock clock) : IDisposable
{
    private readonly SemaphoreSlim _places = new(16 * Environment.ProcessorCount);

    /// <returns>The standing, and the instant at which the ledger was asked for it.</returns>
    /// <exception cref="TimeoutException">There was no place, or no answer, within the deadline.</exception>
    public async Task<(Standing Standing, DateTimeOffset AskedAt)> Read(SubjectKey key, Deadline deadline, CancellationToken cancellation)
    {
        if (!await _places.WaitAsync(deadline.Left, cancellation))
        {
            throw new TimeoutException("Too many checks are decided from the ledger at once.");
        }

        try
        {
            var askedAt = clock.GetUtcNow();
            var events = await questions.Ask(() => ledger.Read(key, 0, CancellationToken.None), deadline, cancellation);
            return (Standing.Fold(key, events.Select(static stored => stored.Event)), askedAt);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}

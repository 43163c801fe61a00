using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;

namespace CreditGate.Api.Checks;

/// <summary>Failures that say nothing about the request: infrastructure that does not answer.</summary>
internal static class UnableToDecide
{
    public static bool Is(Exception failure) =>
        failure is TimeoutException or OrleansException or LedgerUnavailableException or CommitOutcomeUnknownException or StandingBehindException or Domain.Catalogues.EditionMissingException;
}

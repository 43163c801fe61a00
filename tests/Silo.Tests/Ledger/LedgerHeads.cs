using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.Silo.Tests.Ledger;

internal static class LedgerHeads
{
    /// <summary>The version at which a subject stands in the ledger.</summary>
    public static async ValueTask<long> Head(this ISubjectLedger ledger, SubjectKey subject, CancellationToken cancellation) =>
        (await ledger.History(subject, 0, cancellation)).Version;
}

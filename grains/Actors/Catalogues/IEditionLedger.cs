using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Actors.Catalogues;

/// <summary>Submitted editions, and what was done with them. Neither is ever changed or removed: receipts rest on them.</summary>
public interface IEditionLedger
{
    /// <summary>Acts after a sequence, in order.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The ledger cannot be read.</exception>
    ValueTask<IReadOnlyList<EditionAct>> Acts(long after, CancellationToken cancellation = default);

    /// <summary>The package of a submitted edition, as it was written; null when there is none.</summary>
    ValueTask<byte[]?> Package(string edition, CancellationToken cancellation = default);

    /// <summary>Number of the declaration of each declared act, by its sequence.</summary>
    ValueTask<IReadOnlyDictionary<long, long>> Declared(CancellationToken cancellation = default);

    /// <summary>Declares acts that an earlier release entered without it.</summary>
    Task DeclareAll();

    /// <summary>Enters the next act and declares it for the evidence log, in one transaction; false, without effect, when another act has its sequence already.</summary>
    /// <param name="package">Of a submission.</param>
    Task<bool> Enter(EditionAct act, byte[]? package);
}

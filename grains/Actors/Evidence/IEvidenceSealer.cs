namespace CreditGate.Actors.Evidence;

/// <summary>Takes into the log what the ledger holds and the log does not.</summary>
public interface IEvidenceSealer
{
    /// <summary>Seals everything that is there now. Returns how many entries.</summary>
    Task<long> SealAll(CancellationToken cancellation);
}

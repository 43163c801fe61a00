using CreditGate.Domain.Evidence;

namespace CreditGate.Actors.Receipts;

/// <summary>Learns something from every receipt that comes to the ledger, and keeps how far it came together with what it learnt.</summary>
public interface IReceiptTaker
{
    /// <summary>As metrics call it.</summary>
    string Name { get; }

    /// <summary>How far each segment of receipts was looked through.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default);

    /// <summary>Takes the next receipts of a segment. Taking some twice does no harm.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">Nothing was written.</exception>
    Task Take(ReceiptPage page);
}

/// <summary>Receipts that follow each other in a segment.</summary>
/// <param name="After">How far the segment had been looked through.</param>
/// <param name="Through">Sequence of the last.</param>
/// <param name="Receipts">Without any that cannot be read.</param>
public sealed record ReceiptPage(string Segment, long After, long Through, IReadOnlyList<ReceiptGist> Receipts);

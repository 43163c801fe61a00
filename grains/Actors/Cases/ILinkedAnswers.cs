using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;

namespace CreditGate.Actors.Cases;

/// <summary>Which answers rested on a person beside the subject that was asked about. Follows from receipts.</summary>
public interface ILinkedAnswers
{
    /// <summary>How far each segment of receipts was looked through for the persons whom checks named.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default);

    /// <summary>Keeps who was named, in one transaction with how far that came. Twice does no harm.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing was written.</exception>
    Task Take(IReadOnlyList<LinkedAnswer> named, LookedThrough looked);

    /// <summary>Receipts of checks that named a person, in the order of their ids, which is that of their answers.</summary>
    /// <param name="after">Id of the last receipt of the page before; empty for the first page.</param>
    ValueTask<IReadOnlyList<StoredReceipt>> Of(string person, Guid after, int atMost, CancellationToken cancellation = default);
}

/// <param name="Person">Key of the person.</param>
public readonly record struct LinkedAnswer(string Person, Guid Receipt);

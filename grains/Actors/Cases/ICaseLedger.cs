using CreditGate.Domain.Cases;
using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Cases;

/// <summary>Cases of all subjects as they stand, kept in the transactions of the events that move them.</summary>
public interface ICaseLedger
{
    /// <summary>Null when there is no case of this number.</summary>
    ValueTask<StoredCase?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Cases in the order of their numbers, which is the order in which they were opened.</summary>
    ValueTask<IReadOnlyList<StoredCase>> List(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>Cases in which somebody is to be told of a deadline by now, the longest due first.</summary>
    ValueTask<IReadOnlyList<StoredCase>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default);
}

public sealed record StoredCase(SubjectKey Subject, Case Case);

/// <param name="Organisation">Only cases about this unit's records, or taken in by it; null for all.</param>
/// <param name="IsOpen">Only open ones, or only those that are over; null for both.</param>
/// <param name="After">Number of the last case of the page before; empty for the first page.</param>
public sealed record CaseQuery(CaseKind Kind, string? Organisation, bool? IsOpen, string After, int AtMost);

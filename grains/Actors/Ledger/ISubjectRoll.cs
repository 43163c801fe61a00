using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Ledger;

/// <summary>Every subject that the ledger holds events of.</summary>
public interface ISubjectRoll
{
    /// <summary>The next subjects in an order of the ledger's own, each once; one that comes for the first time meanwhile may be among them or not.</summary>
    /// <param name="after">Place of the last page; null for the first.</param>
    ValueTask<RollPage> Page(string? after, int atMost, CancellationToken cancellation = default);
}

/// <param name="Next">To ask for the next page with; null when this is the last.</param>
public sealed record RollPage(IReadOnlyList<SubjectKey> Subjects, string? Next);

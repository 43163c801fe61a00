using CreditGate.Actors.Ledger;
using CreditGate.Domain.Coverage;

namespace CreditGate.Actors.Coverage;

/// <summary>Decided cases beside the checks that were made for them, and the counts of both. Whatever moves a case moves its count in the same transaction.</summary>
public interface ICoverageLedger
{
    /// <summary>Enters reports in one transaction, each as evidence. Returns what became of each, in their order.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing was written.</exception>
    /// <exception cref="CommitOutcomeUnknownException">Whether they were written is open: reporting the same again does no harm.</exception>
    Task<IReadOnlyList<CaseOutcome>> Report(IReadOnlyList<DecidedCase> cases);

    /// <summary>How far each segment of receipts was looked through.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default);

    /// <summary>Takes the next receipts of a segment; false, without effect, when it was looked through to another place meanwhile.</summary>
    Task<bool> Take(SeenPage page);

    /// <summary>Counts of months, both inclusive, in the order of month, department and matter.</summary>
    /// <param name="department">Null for all.</param>
    /// <param name="matter">Null for all.</param>
    ValueTask<IReadOnlyList<CoverageCount>> Counts(int fromMonth, int toMonth, string? department, string? matter, CancellationToken cancellation = default);

    /// <summary>Cases of a department that lie alike to their checks, in the order of month, matter and number. Withdrawn ones are left out.</summary>
    ValueTask<IReadOnlyList<ReconciledCase>> Cases(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>A case with the checks known to be made for it; null when nobody reported it.</summary>
    ValueTask<CaseFile?> Find(CaseKey key, CancellationToken cancellation = default);
}

/// <param name="Declaration">Number of its newest report, by which the evidence log holds it.</param>
/// <param name="Checks">In the order of their receipts, which is that of the answers.</param>
public sealed record CaseFile(ReconciledCase Case, long Declaration, IReadOnlyList<CaseCheck> Checks);

/// <param name="FromMonth">Inclusive, such as 202601.</param>
/// <param name="ToMonth">Inclusive.</param>
/// <param name="Matter">Null for all.</param>
/// <param name="After">Exclusive; null for the first page.</param>
public sealed record CaseQuery(string Department, CheckTiming Timing, int FromMonth, int ToMonth, string? Matter, CasePlace? After, int AtMost);

/// <summary>Where a case stands in a list.</summary>
public sealed record CasePlace(int Month, string Matter, string Number);

/// <summary>Receipts that follow each other in a segment.</summary>
/// <param name="After">How far the segment had been looked through.</param>
/// <param name="Through">Sequence of the last.</param>
public sealed record SeenPage(string Segment, long After, long Through, IReadOnlyList<SeenReceipt> Receipts);

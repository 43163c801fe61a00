using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Coverage;

/// <param name="Note">Why a report was rejected, or left unchanged although it differs.</param>
public sealed record CaseOutcome(RowOutcome Outcome, Fault? Note, ReconciledCase Case);

/// <summary>One transaction's work on coverage: what it knows of the cases concerned, what comes to them, and what that changes in the counts.</summary>
/// <remarks>Cases and checks may come in any order: whichever is second finds the other, so the counts end alike. One transaction at a time works on coverage.</remarks>
public sealed class Reconciliation
{
    private readonly Dictionary<CaseKey, ReconciledCase> _cases = [];
    private readonly Dictionary<CaseKey, List<CaseCheck>> _checks = [];
    private readonly Dictionary<CoverageCell, long> _counts = [];
    private readonly HashSet<CaseKey> _moved = [];
    private readonly List<(CaseKey Key, CaseCheck Check)> _added = [];
    private readonly List<DecidedCase> _entered = [];

    /// <param name="cases">As they stand, of all keys that the work concerns.</param>
    /// <param name="checks">All checks of those keys, each once.</param>
    public Reconciliation(IEnumerable<ReconciledCase> cases, IEnumerable<(CaseKey Key, CaseCheck Check)> checks)
    {
        foreach (var known in cases)
        {
            _cases[known.Case.Key] = known;
        }

        foreach (var (key, check) in checks)
        {
            ChecksOf(key).Add(check);
        }
    }

    /// <summary>Cases that stand otherwise now.</summary>
    public IEnumerable<ReconciledCase> Moved => _moved.Select(key => _cases[key]);

    /// <summary>Checks that were not known.</summary>
    public IReadOnlyList<(CaseKey Key, CaseCheck Check)> Added => _added;

    /// <summary>Reports that were taken, in their order.</summary>
    public IReadOnlyList<DecidedCase> Entered => _entered;

    /// <summary>How the counts change.</summary>
    public IEnumerable<CoverageCount> Counts => _counts.Where(static count => count.Value != 0).Select(static count => new CoverageCount(count.Key, count.Value));

    /// <summary>Takes a report, unless it is older than what stands or says the same.</summary>
    public CaseOutcome Report(DecidedCase reported)
    {
        if (!_cases.TryGetValue(reported.Key, out var known))
        {
            return Enter(reported.IsWithdrawn ? RowOutcome.Withdrawn : RowOutcome.Created, null, reported);
        }

        var order = (reported.Revision, known.Case.Revision) switch
        {
            ({ } now, { } before) => now.CompareTo(before),
            (null, { }) => -1,      // what has a number is newer than what has none
            _ => 1,
        };
        return (order, known.Case.IsRepeatedBy(reported)) switch
        {
            ( < 0, false) => new CaseOutcome(RowOutcome.Unchanged, Admission.Superseded, known),
            (0, false) => new CaseOutcome(RowOutcome.Rejected, Admission.RevisionConflict, known),
            ( > 0, true) when reported.Revision > known.Case.Revision || (reported.Revision is not null && known.Case.Revision is null) =>
                Enter(RowOutcome.Unchanged, known, reported with { Subject = reported.Subject ?? known.Case.Subject }),     // so that an older one that comes late cannot undo it
            (_, true) => new CaseOutcome(RowOutcome.Unchanged, null, known),
            _ => Enter(reported.IsWithdrawn ? RowOutcome.Withdrawn : RowOutcome.Revised, known, reported),
        };
    }

    /// <summary>Takes a check of a key; one that is known changes nothing.</summary>
    public void See((CaseKey Key, CaseCheck Check) seen)
    {
        var (key, check) = seen;
        var checks = ChecksOf(key);
        if (checks.Exists(other => other.Receipt == check.Receipt))
        {
            return;
        }

        checks.Add(check);
        _added.Add((key, check));
        if (_cases.TryGetValue(key, out var known))
        {
            Put(known, known.Case);
        }
    }

    /// <summary>An answer was given.</summary>
    public void Answered(string department, string matter, DateTimeOffset at) => Count(new CoverageCell(LegalMonth.Of(at), department, matter, CoverageMeasure.Answers), 1);

    private CaseOutcome Enter(RowOutcome outcome, ReconciledCase? known, DecidedCase reported)
    {
        _entered.Add(reported);
        return new CaseOutcome(outcome, null, Put(known, reported, isEntered: true));
    }

    private ReconciledCase Put(ReconciledCase? known, DecidedCase decided, bool isEntered = false)
    {
        var now = new ReconciledCase(decided, CheckTimings.Of(decided, ChecksOf(decided.Key)));
        if (isEntered || now != known)
        {
            _cases[decided.Key] = now;
            _moved.Add(decided.Key);
        }

        if (known?.Cell != now.Cell)
        {
            Count(known?.Cell, -1);
            Count(now.Cell, 1);
        }

        return now;
    }

    private List<CaseCheck> ChecksOf(CaseKey key)
    {
        if (!_checks.TryGetValue(key, out var checks))
        {
            _checks[key] = checks = new(1);      // most are checked once
        }

        return checks;
    }

    private void Count(CoverageCell? cell, long change)
    {
        if (cell is not null)
        {
            _counts[cell] = _counts.GetValueOrDefault(cell) + change;
        }
    }
}

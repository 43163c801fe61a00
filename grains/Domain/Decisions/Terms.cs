using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>Whether a record has effect at a moment, and if not, why.</summary>
internal enum TermState
{
    InForce,
    Repaired,
    Shielded,
    Withdrawn,
    Removed,
    NotYet,
    Past,
}

/// <summary>When a record has effect. First and last days are legal days in China, both inclusive.</summary>
internal static class Terms
{
    /// <summary>Length of the look-back of the three-year test (plan art. 3).</summary>
    public const int LookBackMonths = 36;

    /// <summary>Repaired and withdrawn records are gone whatever their dates say (INV-04), shielded ones while they are.</summary>
    public static bool IsUsable(PublicCreditRecord record) => record is { Repair: null, Withdrawal: null, Shield: null };

    public static bool IsInForce(PublicCreditRecord record, Edition edition, Moment moment) => StateOf(record, edition, moment) == TermState.InForce;

    public static TermState StateOf(PublicCreditRecord record, Edition edition, Moment moment) => record switch
    {
        { Withdrawal: not null } => TermState.Withdrawn,
        { Repair: not null } => TermState.Repaired,
        { Shield: not null } => TermState.Shielded,
        { Removal: not null } => TermState.Removed,
        _ when !moment.IsOnOrAfter(FirstDay(record), Boundary.TermStart, record) => TermState.NotYet,
        _ when LastDay(record, edition) is { } last && moment.IsPast(last, Boundary.TermEnd, record) => TermState.Past,
        _ => TermState.InForce,
    };

    /// <summary>Whether the record was in force on any day of the look-back, today included.</summary>
    public static bool WasInForceWithinLookBack(PublicCreditRecord record, Edition edition, Moment moment) =>
        IsUsable(record)
        && moment.IsOnOrAfter(FirstDay(record), Boundary.TermStart, record)
        && !(EndedOn(record, edition) is { } last && moment.IsPast(last.AddMonths(LookBackMonths), Boundary.LookBackEnd, record));

    public static DateOnly FirstDay(PublicCreditRecord record) => record is ListEntryRecord entry ? entry.ListedOn : record.DecidedOn;

    /// <summary>The last day of the term: the one decided for the record, else the list's period; null when there is none.</summary>
    public static DateOnly? LastDay(PublicCreditRecord record, Edition edition) => record switch
    {
        { Until: { } decided } => decided,
        ListEntryRecord { UntilPerformed: false } entry when edition.Lists[entry.List].PeriodMonths is { } months => entry.ListedOn.AddMonths(months),
        TaxGradeRecord grade => grade.DecidedOn.AddMonths(12),
        _ => null,
    };

    private static DateOnly? EndedOn(PublicCreditRecord record, Edition edition) =>
        LastDay(record, edition) is var term && record.Removal is { On: var removed } && !(term < removed) ? removed : term;
}

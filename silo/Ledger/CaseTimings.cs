using CreditGate.Domain.Coverage;

namespace CreditGate.Silo.Ledger;

/// <summary>How a case lies to its checks, as the table says it: withdrawn cases stand apart, so that no list meets them.</summary>
internal static class CaseTimings
{
    private const string Withdrawn = "Withdrawn";

    public static string TimingText(this ReconciledCase known) => known.Case.IsWithdrawn ? Withdrawn : known.Timing.ToString();

    /// <summary>The timing of a withdrawn case says nothing until it is reported again, which reckons it anew.</summary>
    public static ReconciledCase Read(string timing, DecidedCase decided) => new(decided, timing == Withdrawn ? CheckTiming.Never : Enum.Parse<CheckTiming>(timing));
}

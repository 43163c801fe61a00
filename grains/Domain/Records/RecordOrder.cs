namespace CreditGate.Domain.Records;

/// <summary>Orders of records that make no refs: of records that no answer names, none is kept.</summary>
internal static class RecordOrder
{
    /// <summary>By the day of the decision, then by ref.</summary>
    public static IComparer<PublicCreditRecord> ByDecision { get; } = Comparer<PublicCreditRecord>.Create(static (one, other) =>
        one.DecidedOn.CompareTo(other.DecidedOn) is var byDay and not 0 ? byDay : RecordRef.Compare(one, other));
}

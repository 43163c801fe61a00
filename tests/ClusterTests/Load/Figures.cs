namespace CreditGate.ClusterTests.Load;

/// <summary>What callers met with. A check counts as failed when no node answered it within the caller's limit.</summary>
internal sealed record Figures(int Answered, int Failed, int Retries, TimeSpan Longest, int FromLedger, int Unconfirmed, int Acknowledged, int NotAcknowledged)
{
    public override string ToString() =>
        $"{Answered} checks answered ({FromLedger} from the ledger, {Unconfirmed} unconfirmed), {Failed} failed, {Retries} asked again elsewhere, longest wait {Longest.TotalMilliseconds:F0} ms; "
        + $"{Acknowledged} pushes acknowledged, {NotAcknowledged} not";
}

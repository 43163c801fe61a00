namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>The end of one writer's hash chain. Every writer has a chain of its own, so that nodes need not wait for each other's.</summary>
internal sealed record SegmentHead(string Segment, long Sequence, byte[] Chain)
{
    public static SegmentHead New()
    {
        var segment = HashChain.NewSegment();
        return new SegmentHead(segment, 0, HashChain.Genesis(segment));
    }

    public SegmentHead After(SealedEvent added) => this with { Sequence = Sequence + 1, Chain = HashChain.Next(Chain, added.Content.Commitment) };
}

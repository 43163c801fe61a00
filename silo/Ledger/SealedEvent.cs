using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger;

/// <summary>An event made ready, on its caller's thread, for the writer.</summary>
internal readonly record struct SealedEvent(SubjectEvent Event, SealedPayload Content)
{
    /// <param name="payload">Its JSON.</param>
    public static SealedEvent Of(string subject, long version, SubjectEvent added, byte[] payload)
    {
        var salt = HashChain.NewSalt();
        var commitment = RowHashes.OfEvent(RowHashes.EventContent(salt, payload), subject, version, added.At.UtcTicks, added.Actor, added.GetType().Name);
        return new SealedEvent(added, new SealedPayload(payload, salt, commitment));
    }
}

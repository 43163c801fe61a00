using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger;

/// <summary>An event made ready, on its caller's thread, for the writer.</summary>
internal readonly record struct SealedEvent(SubjectEvent Event, SealedPayload Content)
{
    public static SealedEvent Of(SubjectEvent added) =>
        new(added, HashChain.Seal(JsonSerializer.SerializeToUtf8Bytes(added, LedgerJson.Context.SubjectEvent)));
}

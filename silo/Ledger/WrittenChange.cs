using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Changes;

namespace CreditGate.Silo.Ledger;

/// <summary>A feed entry with its JSON, made on its caller's thread.</summary>
internal readonly record struct WrittenChange(DateTimeOffset At, byte[] Payload)
{
    public static WrittenChange Of(StandingChange change) => new(change.At, JsonSerializer.SerializeToUtf8Bytes(change, LedgerJson.Context.StandingChange));
}

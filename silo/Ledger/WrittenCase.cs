using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Cases;

namespace CreditGate.Silo.Ledger;

/// <summary>A case with its JSON, made on its caller's thread.</summary>
internal readonly record struct WrittenCase(Case Case, byte[] Payload)
{
    public static WrittenCase Of(Case known) => new(known, JsonSerializer.SerializeToUtf8Bytes(known, LedgerJson.Context.Case));

    public static Case Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.Case) ?? throw new InvalidDataException("A case's payload is empty.");
}

using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues.Publishing;

namespace CreditGate.Silo.Ledger;

/// <summary>An act about an edition as the ledger keeps it.</summary>
internal static class WrittenAct
{
    public static byte[] Of(EditionAct act) => JsonSerializer.SerializeToUtf8Bytes(act, LedgerJson.Context.EditionAct);

    public static EditionAct Read(byte[] payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.EditionAct) ?? throw new InvalidDataException("An act about an edition is empty.");
}

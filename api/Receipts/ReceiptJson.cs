using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Receipts;

/// <summary>Reads receipts as they were stored. Empty members are not written, so an absent one that may be empty is empty, also where the type requires it.</summary>
internal static class ReceiptJson
{
    private static readonly JsonTypeInfo<Receipt> Stored = (JsonTypeInfo<Receipt>)new JsonSerializerOptions(LedgerJson.Options)
    {
        TypeInfoResolver = DomainJson.Default.WithAddedModifier(static type =>
        {
            foreach (var member in type.Properties.Where(static member => member.IsSetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null))
            {
                member.IsRequired = false;
            }
        }),
    }.GetTypeInfo(typeof(Receipt));

    public static Receipt Read(byte[] payload, Guid id) => JsonSerializer.Deserialize(payload, Stored)
        ?? throw new InvalidDataException($"Receipt {id} is empty.");
}

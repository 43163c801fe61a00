using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CreditGate.Api.Hosting;

/// <summary>Kinds of records go out as they come in: <c>listEntry</c>. The ledger keeps its own, capitalised form.</summary>
internal static class RecordKindNames
{
    public static void Modify(JsonTypeInfo type)
    {
        if (type.PolymorphismOptions is not { } kinds)
        {
            return;
        }

        var known = kinds.DerivedTypes.ToArray();
        kinds.DerivedTypes.Clear();
        foreach (var kind in known)
        {
            kinds.DerivedTypes.Add(kind.TypeDiscriminator is string name
                ? new JsonDerivedType(kind.DerivedType, JsonNamingPolicy.CamelCase.ConvertName(name))
                : kind);
        }
    }
}

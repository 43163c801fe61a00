using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>How the files write their values.</summary>
internal static class FileForm
{
    /// <summary>Enums by name only, since a number says nothing to the reader of a legal text.</summary>
    public static CatalogueJson Json { get; } = new(new JsonSerializerOptions(CatalogueJson.Default.Options)
    {
        Converters = { new SubjectKindsConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });
}

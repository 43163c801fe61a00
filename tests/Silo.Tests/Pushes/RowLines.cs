using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Intake;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>Rows as NDJSON.</summary>
internal static class RowLines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Of(IEnumerable<RecordRow> rows)
    {
        using var file = new MemoryStream();
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(file, row, Json);
            file.WriteByte((byte)'\n');
        }

        return file.ToArray();
    }
}

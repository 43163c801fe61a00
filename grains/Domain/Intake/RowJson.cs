using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace CreditGate.Domain.Intake;

/// <summary>A row of a push as a line of JSON: as strict as the API, but for one member that this service itself adds to rows it gives back.</summary>
public static class RowJson
{
    /// <summary>Holds the faults of a row that was given back; ignored when the row comes again.</summary>
    public const string Rejected = "_rejected";

    public static readonly Fault NotUtf8 = new("not-utf8", new("该行不是有效的 UTF-8，请按 UTF-8 重新导出。", "This line is not valid UTF-8: export it again as UTF-8."));

    public static readonly Fault NotJson = new("not-json", new(
        $"该行不是一个完整的 JSON 对象，或嵌套超过{StrictJson.Depth}层。每行须为一个对象。",
        $"This line is not one whole JSON object, or is nested deeper than {StrictJson.Depth} levels. Each line holds one object."));

    private static readonly JsonTypeInfo<RecordRow> Type = (JsonTypeInfo<RecordRow>)StrictJson.Options(IgnoreRejected).GetTypeInfo(typeof(RecordRow));

    private static readonly JsonDocumentOptions AnyJson = new() { MaxDepth = StrictJson.Depth };

    /// <returns>The row, or one fault: not-utf8, not-json, or wrong-shape, which names the member.</returns>
    public static (RecordRow? Row, ImmutableArray<FieldFault> Faults) Read(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
        {
            return (null, [new FieldFault("", NotUtf8)]);
        }

        try
        {
            return JsonSerializer.Deserialize(line.Span, Type) is { } row ? (row, []) : (null, [StrictJson.Misshapen("")]);
        }
        catch (JsonException malformed)
        {
            return (null, [IsJson(line) ? StrictJson.Misshapen(JsonPath.Field(malformed.Path ?? "")) : new FieldFault("", NotJson)]);
        }
    }

    /// <summary>The reader of rows stops at the first thing amiss: only reading on tells whether the line is JSON at all.</summary>
    private static bool IsJson(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, AnyJson);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void IgnoreRejected(JsonTypeInfo type)
    {
        if (type.Type == typeof(RecordRow))
        {
            var ignored = type.CreateJsonPropertyInfo(typeof(JsonElement), Rejected);
            ignored.Set = static (_, _) => { };
            type.Properties.Add(ignored);
        }
    }
}

using System.Text.Json;

namespace CreditGate.Domain.Intake;

/// <summary>JSON that is kept as it came. The parser looks into no text: bytes that are no UTF-8, and halves of a surrogate pair, would show only when somebody reads them.</summary>
public static class WholeJson
{
    /// <returns>Null when a name or a text in it cannot be read.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options)
    {
        try
        {
            var document = JsonDocument.Parse(json, options);
            return Is(document.RootElement) ? document : null;
        }
        catch (InvalidOperationException)
        {
            return null;        // looking for names that stand twice reads them
        }
    }

    /// <summary>Whether every name and every text in it can be read.</summary>
    public static bool Is(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().All(static member => member.Name is not null && Is(member.Value)),
                JsonValueKind.Array => json.EnumerateArray().All(Is),
                JsonValueKind.String => json.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;       // the only way in which the parser says that a text is none
        }
    }
}

using System.Text.Json;

namespace CreditGate.Verify.Audit;

/// <summary>What a payload says, as far as it says anything.</summary>
internal static class PayloadText
{
    public static JsonElement? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(payload) is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long Ticks(this JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var instant) ? instant.UtcTicks : long.MinValue;
}

using System.Text;
using System.Text.Json;

namespace CreditGate.Domain;

/// <summary>One string for a text that comes again and again, such as a code. It is kept until another one needs its place. Thread-safe.</summary>
public static class KnownTexts
{
    private const int Places = 2_048;
    private const int Longest = 64;

    private static readonly string?[] Kept = new string?[Places];

    /// <summary>The text of a JSON string at which the reader stands.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > Longest)
        {
            return reader.GetString()!;
        }

        ref var place = ref Kept[PlaceOf(reader.ValueSpan)];
        return place is { } known && Ascii.Equals(reader.ValueSpan, known) ? known : place = reader.GetString()!;
    }

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return (hash.ToHashCode() & int.MaxValue) % Places;
    }
}

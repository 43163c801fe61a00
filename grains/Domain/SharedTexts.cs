using System.Text;
using System.Text.Json;

namespace CreditGate.Domain;

/// <summary>Texts that many records and checks say alike, such as codes: whoever reads one gets a string of its own, and a million of them would be made, or kept.</summary>
/// <remarks>Bounded: a text that falls on the place of another takes it. Thread-safe, without a lock: a reference is read and written whole.</remarks>
public static class SharedTexts
{
    /// <summary>Of places.</summary>
    public const int Most = 4096;

    /// <summary>Longer texts are left as they are.</summary>
    public const int MostLength = 64;

    private static readonly string?[] Places = new string?[Most];

    /// <summary>The same text; for equal texts mostly the same string.</summary>
    public static string? Of(string? text)
    {
        if (text is null || text.Length > MostLength)
        {
            return text;
        }

        ref var place = ref PlaceOf(text);
        if (Volatile.Read(ref place) is { } known && known == text)
        {
            return known;
        }

        Volatile.Write(ref place, text);
        return text;
    }

    /// <summary>The text of a JSON string at which the reader stands: of a code that is known no other string is made.</summary>
    /// <param name="keeps">Whether one that is not known is kept. Not of what a caller wrote: it may be anything.</param>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public static string Read(ref Utf8JsonReader reader, bool keeps)
    {
        var bytes = reader.HasValueSequence ? [] : reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || bytes.IsEmpty || bytes.Length > MostLength || !Ascii.IsValid(bytes))
        {
            return reader.GetString()!;
        }

        Span<char> text = stackalloc char[MostLength];
        text = text[..Encoding.ASCII.GetChars(bytes, text)];
        ref var place = ref PlaceOf(text);
        if (Volatile.Read(ref place) is { } known && text.SequenceEqual(known))
        {
            return known;
        }

        var made = text.ToString();
        if (keeps)
        {
            Volatile.Write(ref place, made);
        }

        return made;
    }

    private static ref string? PlaceOf(ReadOnlySpan<char> text) => ref Places[string.GetHashCode(text, StringComparison.Ordinal) & (Most - 1)];
}

namespace CreditGate.Domain.Identity;

/// <summary>One form for codes that people type, paste or export: half-width, upper-case. Nothing is guessed or repaired.</summary>
internal static class CodeText
{
    private const int FullWidthOffset = '！' - '!';

    public static char HalfWidth(char character) => character switch
    {
        '\u3000' => ' ',
        >= '！' and <= '～' => (char)(character - FullWidthOffset),
        _ => character,
    };

    /// <summary>Character by character, so positions stay those of <paramref name="text"/>.</summary>
    public static void Normalise(ReadOnlySpan<char> text, Span<char> into)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = HalfWidth(text[i]);
            // Only ASCII letters: a Unicode upper-casing would turn 'ſ' into 'S', which is a repair.
            into[i] = char.IsAsciiLetterLower(character) ? (char)(character - 'a' + 'A') : character;
        }
    }

    /// <summary>The caller's own string when it was already in normal form, so that the usual case copies nothing.</summary>
    public static string Reuse(string text, ReadOnlySpan<char> normal) => normal.SequenceEqual(text) ? text : normal.ToString();
}

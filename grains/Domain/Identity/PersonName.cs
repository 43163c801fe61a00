using System.Text;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Identity;

/// <summary>A person's name in the one form in which names are compared. Personal data: prints masked, and JSON leaves the name out.</summary>
/// <remarks>Stored name tags are made from this form: a change to it makes every stored name differ, so it is frozen.</remarks>
public sealed record PersonName
{
    private const int MaxLength = 100;

    private const char MiddleDot = '·';

    private PersonName(string value) => Value = value;

    /// <summary>The name in clear: for tagging and comparing only.</summary>
    [JsonIgnore]
    public string Value { get; }

    /// <summary>The first character, then an asterisk for each further one; a name of one character is one asterisk. Compound surnames are not guessed.</summary>
    public string Masked
    {
        get
        {
            // Runes, not chars: rare surnames lie outside the basic plane.
            var first = Rune.GetRuneAt(Value, 0);
            var others = Value.EnumerateRunes().Count() - 1;
            return others == 0 ? "*" : $"{first}{new string('*', others)}";
        }
    }

    /// <summary>
    /// Reads a name: full-width forms become half-width, the middle dots of minority and foreign names one dot, and inner
    /// space one space, or none beside a Chinese character or a dot (forms pad short names). Case and spelling stay.
    /// </summary>
    /// <returns>The name, or a fault that does not repeat it: name-missing, name-length (over 100), name-character (not valid Unicode).</returns>
    public static Parsed<PersonName> Parse(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return new Fault("name-missing", new("缺少姓名，请填写证件上的姓名", "The name is missing: give it as on the document"));
        }

        if (trimmed.Length > MaxLength)
        {
            return new Fault("name-length", new($"姓名最长{MaxLength}个字符，收到{trimmed.Length}个", $"A name has at most {MaxLength} characters, this one has {trimmed.Length}"));
        }

        return Unpaired(trimmed) is >= 0 and var index
            ? new Fault("name-character", new($"姓名第{index + 1}个字符不是有效的Unicode字符", $"Character {index + 1} of the name is not valid Unicode"))
            : new PersonName(Normalise(trimmed));
    }

    public override string ToString() => Masked;

    private static string Normalise(ReadOnlySpan<char> name)
    {
        var normal = new StringBuilder(name.Length);
        var gap = false;
        foreach (var raw in name)
        {
            var character = Unified(CodeText.HalfWidth(raw));
            if (char.IsWhiteSpace(character))
            {
                gap = true;
                continue;
            }

            if (gap && KeepsSpace(normal[^1]) && KeepsSpace(character))
            {
                normal.Append(' ');
            }

            normal.Append(character);
            gap = false;
        }

        return normal.ToString();
    }

    // From the CJK radicals on, surrogates included, writing has no spaces between words.
    private static bool KeepsSpace(char character) => character is < '\u2E80' and not MiddleDot;

    private static char Unified(char character) =>
        character is '\u2022' or '\u2027' or '\u2219' or '\u22C5' or '\u30FB' or '\uFF65' ? MiddleDot : character;

    private static int Unpaired(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (i + 1 < name.Length && char.IsSurrogatePair(name[i], name[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

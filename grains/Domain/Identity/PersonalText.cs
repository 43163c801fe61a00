using System.Buffers;
using System.Text;

namespace CreditGate.Domain.Identity;

/// <summary>
/// ID numbers inside free text: reasons, remarks, file rows. A number is found where 18 digits, or 17 and an X, stand
/// free of further digits and make a valid <see cref="CitizenId"/>; letters may touch them. Case and business numbers
/// begin with a region and a date too, so longer runs of digits are left alone, and so is a USCC with a letter in it.
/// Numbers written with gaps inside are not found.
/// </summary>
public static class PersonalText
{
    private const int IdLength = 18;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789０１２３４５６７８９");

    /// <summary>The text with every ID number in its masked form; the same instance when it holds none.</summary>
    public static string? MaskIds(string? text)
    {
        if (text is null || NextId(text, 0) is not { } found)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var copied = 0;
        for (IdAt? next = found; next is { } id; next = NextId(text, copied))
        {
            masked.Append(text, copied, id.Start - copied).Append(id.Id.Masked);
            copied = id.Start + IdLength;
        }

        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    public static bool HoldsId(string? text) => text is not null && NextId(text, 0) is not null;

    private static IdAt? NextId(string text, int from)
    {
        while (text.Length - from >= IdLength && text.AsSpan(from).IndexOfAny(Digits) is >= 0 and var gap)
        {
            var start = from + gap;
            var length = DigitsFrom(text.AsSpan(start));
            if (MayBeId(text, start, length) && CitizenId.Parse(text.Substring(start, IdLength)).Value is { } id)
            {
                return new(start, id);
            }

            from = start + length;
        }

        return null;
    }

    // An X belongs to the number only after exactly 17 digits.
    private static bool MayBeId(string text, int start, int digits) =>
        digits == IdLength
        || (digits == IdLength - 1 && start + digits < text.Length && text[start + digits] is 'X' or 'x' or 'Ｘ' or 'ｘ');

    private static int DigitsFrom(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Digits) is >= 0 and var end ? end : text.Length;

    private readonly record struct IdAt(int Start, CitizenId Id);
}

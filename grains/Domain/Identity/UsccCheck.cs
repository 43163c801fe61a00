using System.Buffers;

namespace CreditGate.Domain.Identity;

/// <summary>The two check characters of a unified social credit code.</summary>
/// <remarks>
/// The code's own check is modulo the prime 31 over an alphabet of 31 characters with weights that are never 0 modulo 31,
/// so it alone catches every substitution of one character, and every swap of two unequal neighbours.
/// The organisation code's check is modulo 11 over letters that count up to 35, so it takes for equal what lies 11 or 22 apart.
/// </remarks>
internal static class UsccCheck
{
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private static readonly byte[] ValueOf = Values();

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Position 18 for the 17 characters before it, all of the alphabet. GB 32100-2015.</summary>
    public static char Of(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += ValueOf[body[i]] * Weights[i];
        }

        // The outer remainder matters: a sum divisible by 31 gives value 0, not 31.
        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }

    /// <summary>Position 17 for positions 9 to 16, digits or capital letters. GB 11714-1997.</summary>
    public static char OfOrganisation(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            var value = char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10;
            sum += value * OrganisationWeights[i];
        }

        return "0X987654321"[sum % 11];
    }

    private static byte[] Values()
    {
        var values = new byte[128];
        for (var i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = (byte)i;
        }

        return values;
    }
}

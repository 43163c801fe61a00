namespace CreditGate.Domain.Identity;

/// <summary>The check character of an ID number, GB 11643-1999: modulo the prime 11 over digits, so it catches every substitution of one character.</summary>
internal static class CitizenIdCheck
{
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="body">17 digits.</param>
    public static char Of(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (body[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11];
    }
}

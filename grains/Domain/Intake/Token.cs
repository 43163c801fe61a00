using System.Globalization;

namespace CreditGate.Domain.Intake;

/// <summary>A subject's version as callers carry it: "v" and a decimal number.</summary>
public static class Token
{
    public static string Of(long version) => $"v{version}";

    public static bool TryParse(string text, out long version)
    {
        version = 0;
        return text.StartsWith('v')
            && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}

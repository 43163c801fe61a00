namespace CreditGate.Domain;

/// <summary>Texts that many records say alike, such as the code of a source: whoever reads a record from the ledger gets a string of its own, and a million of them would be kept.</summary>
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

        ref var place = ref Places[text.GetHashCode(StringComparison.Ordinal) & (Most - 1)];
        if (Volatile.Read(ref place) is { } known && known == text)
        {
            return known;
        }

        Volatile.Write(ref place, text);
        return text;
    }
}

namespace CreditGate.LoadTests.Rows;

/// <summary>Chance that depends on nothing but its arguments, so that any row can be made by itself. SplitMix64.</summary>
internal readonly record struct Dice(ulong State)
{
    public static Dice Of(ulong seed, int row) => new Dice(seed * 0x9E3779B97F4A7C15).With((ulong)row + 1);

    /// <summary>Independent dice for one question about the same row.</summary>
    public Dice With(ulong question) => new(Mixed(State + (question * 0xD1B54A32D192ED03)));

    /// <summary>From 0 to one below.</summary>
    public int Below(int sides) => (int)((Mixed(State) >> 33) % (ulong)sides);

    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

namespace CreditGate.Actors.Subjects;

/// <summary>How long an activation that nobody asks stays in memory.</summary>
public static class Idleness
{
    /// <summary>Without a turn for so long, it is collected by Orleans.</summary>
    public static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(30);

    /// <summary>An answer from memory is no turn. The first one after so long takes one: whoever is asked about stays for 15 minutes at least.</summary>
    internal const long MostWithoutTurnMs = 15 * 60 * 1_000;
}

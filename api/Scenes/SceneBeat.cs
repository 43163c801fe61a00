using System.Security.Cryptography;

namespace CreditGate.Api.Scenes;

/// <summary>
/// When merchants are answered: at a whole beat after they asked, and up to another beat later by chance. Otherwise who is remembered, found or looked for in vain
/// would be told apart by fractions of a millisecond, however alike the answers are.
/// </summary>
internal sealed class SceneBeat(TimeProvider time)
{
    /// <summary>Far above what any check of a person takes while the service is well, and not felt at a ticket window.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    /// <summary>Of the part that chance adds: finer than timers are.</summary>
    private const int Parts = 1_000;

    /// <param name="asked">Timestamp of the question.</param>
    public Task Wait(long asked, CancellationToken cancellation) =>
        Task.Delay(Left(time.GetElapsedTime(asked), Length * RandomNumberGenerator.GetInt32(Parts) / Parts), time, cancellation);

    /// <summary>What is left of the beat under way, and what chance adds.</summary>
    internal static TimeSpan Left(TimeSpan taken, TimeSpan chance) => TimeSpan.FromTicks(Length.Ticks - taken.Ticks % Length.Ticks) + chance;
}

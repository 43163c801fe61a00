namespace CreditGate.Api.Admission;

/// <summary>
/// Finds how much the service can do at a time: as long as work waits for a processor it lets fewer in, and when the room was full
/// without such waiting, more. So neither a slow disk, which wants many under way, nor a slow processor, which wants few, needs a number set by hand.
/// </summary>
/// <remarks>Pure: the measuring is <see cref="RunQueue"/>'s.</remarks>
internal sealed class Governor
{
    /// <summary>What the run queue may take: longer, and every step of every request waits that long.</summary>
    public static readonly TimeSpan MostLag = TimeSpan.FromMilliseconds(20);

    public static readonly int FirstRoom = 64 * Environment.ProcessorCount;

    /// <summary>Enough for one commit to be shared by many, and for the processors to be busy while it is written.</summary>
    public static readonly int LeastRoom = 16 * Environment.ProcessorCount;

    /// <summary>Bounds memory: about 20 KB a request under way.</summary>
    public const int MostRoom = 4_096;

    /// <summary>Of a connection after its refusal, as long as refusing costs little.</summary>
    public static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(100);

    /// <summary>Within what Retry-After asks for anyway.</summary>
    public static readonly TimeSpan MostRest = TimeSpan.FromSeconds(1);

    private const double Weight = 0.2;

    // Until something was measured: what one core of a slow machine does.
    private double _pace = 1_000 * Environment.ProcessorCount;

    public int Room { get; private set; } = FirstRoom;

    /// <summary>
    /// How long a connection rests after a refusal. Refusing takes a fair part of what answering takes, so that refusals alone could keep the
    /// processors busy: callers who come back at once wait the longer, the more they are.
    /// </summary>
    public TimeSpan Rest { get; private set; } = LeastRest;

    /// <summary>As many as are served within <see cref="Turnstile.MostWait"/> at the pace of the last moments.</summary>
    public int MostWaiting => (int)Math.Clamp(_pace * Turnstile.MostWait.TotalSeconds, LeastRoom, MostRoom);

    /// <param name="lag">How long the last piece of work waited for a thread.</param>
    /// <param name="wasFull">Whether somebody had to wait for a turn.</param>
    /// <param name="done">Requests that ended since the last step.</param>
    /// <param name="refused">Requests refused since the last step.</param>
    /// <param name="elapsed">Since the last step.</param>
    public void Step(TimeSpan lag, bool wasFull, long done, long refused, TimeSpan elapsed)
    {
        // What is done while nobody waits says only what was asked for, not what could be done.
        if (elapsed > TimeSpan.Zero && done / elapsed.TotalSeconds is var pace && (wasFull || pace > _pace))
        {
            _pace += Weight * (pace - _pace);
        }

        Rest = lag > MostLag && refused > 0 ? Least(MostRest, Rest * 1.5) : lag < MostLag ? Most(LeastRest, Rest * 0.98) : Rest;
        if (lag > MostLag)
        {
            Room = Math.Max(LeastRoom, Room - Math.Max(1, Room / 10));
        }
        else if (wasFull && lag < MostLag / 2)
        {
            Room = Math.Min(MostRoom, Room + Math.Max(1, Room / 10));
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Most(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

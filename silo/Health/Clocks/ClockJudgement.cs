namespace CreditGate.Silo.Health.Clocks;

/// <summary>What a reading means for this node.</summary>
internal enum ClockState
{
    Well,

    /// <summary>It differs by more than a second: somebody is to look. The node goes on, since which clock is wrong is open, or it matters little.</summary>
    Off,

    /// <summary>It differs by more than 10 seconds, and more clocks say the other time than this one's: the node should not be asked.</summary>
    Wrong,
}

/// <summary>Judges by majority: two clocks that differ do not say which of them is wrong, and a database with a wrong clock must not take every node out of service.</summary>
internal static class ClockJudgement
{
    public static readonly TimeSpan OffLimit = TimeSpan.FromSeconds(1);

    /// <summary>Answers of a node beyond this could go by another legal day than those of its neighbours, for so long each midnight.</summary>
    public static readonly TimeSpan WrongLimit = TimeSpan.FromSeconds(10);

    public static ClockState Of(ClockReading reading)
    {
        var difference = reading.Ahead.Duration();
        if (difference <= OffLimit)
        {
            return ClockState.Well;
        }

        var withTheReference = 1 + reading.Others.Count(static other => other.Duration() <= WrongLimit);
        var withThisNode = 1 + reading.Others.Count(other => (other - reading.Ahead).Duration() <= WrongLimit);
        return difference > WrongLimit && withTheReference > withThisNode ? ClockState.Wrong : ClockState.Off;
    }
}

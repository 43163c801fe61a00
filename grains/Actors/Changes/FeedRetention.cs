namespace CreditGate.Actors.Changes;

/// <summary>How long the feed is kept: a subscriber who was away for longer starts over from the subjects.</summary>
public static class FeedRetention
{
    public const int Days = 400;
}

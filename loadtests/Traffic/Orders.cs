using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Traffic;

/// <summary>Says what the n-th request is: the same scenario sends the same requests, whatever the answers take.</summary>
internal sealed class Orders(Scenario scenario, Inhabitants inhabitants)
{
    private const int Parts = 1_000_000;

    private readonly KeyDraws _keys = KeyDraws.Of(scenario.Keys, inhabitants.Count);
    private readonly (RequestKind Kind, double UpTo)[] _kinds = [.. scenario.Traffic.Shares
        .Select((share, place) => (share.Key, scenario.Traffic.Shares.Values.Take(place + 1).Sum() / scenario.Traffic.Shares.Values.Sum() * Parts))];

    public Order this[long number, long due]
    {
        get
        {
            var dice = Dice.Of(scenario.Seed, (int)number);
            var subject = _keys.Next(dice.With(2), number);
            return new Order(number, due, Kind(dice.With(1).Below(Parts)), subject, Matter(subject, dice), IsVerified(number));
        }
    }

    /// <summary>A recorded request.</summary>
    public Order Recorded(long number, long due, RequestKind kind, int subject)
    {
        var at = subject % inhabitants.Count;
        return new Order(number, due, kind, at, Matter(at, Dice.Of(scenario.Seed, (int)number)), IsVerified(number));
    }

    /// <summary>The checks of a batch.</summary>
    public IEnumerable<(int Subject, int Matter)> Items(Order batch)
    {
        var dice = Dice.Of(scenario.Seed, (int)batch.Number).With(4);
        for (var item = 0; item < scenario.Traffic.BatchSize; item++)
        {
            var subject = _keys.Next(dice.With((ulong)item), (batch.Number * scenario.Traffic.BatchSize) + item);
            yield return (subject, Matter(subject, dice.With((ulong)item)));
        }
    }

    private int Matter(int subject, Dice dice) => dice.With(3).Below(inhabitants.ProfileOf(subject).Answers.Count);

    private bool IsVerified(long number) => scenario.VerifyEvery > 0 && number % scenario.VerifyEvery == 0;

    private RequestKind Kind(int chance)
    {
        foreach (var (kind, upTo) in _kinds)
        {
            if (chance < upTo)
            {
                return kind;
            }
        }

        return _kinds[^1].Kind;
    }
}

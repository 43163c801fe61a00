using CreditGate.Api.Admission;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

public sealed class HeldPlacesTests
{
    [Fact]
    public void TryTake_CountsWhatIsHeldHereAndElsewhere()
    {
        var places = new HeldPlaces(most: 3);
        places.Hear([new("one", 2), new("other", 3)]);

        Assert.True(places.TryTake("one"));
        Assert.False(places.TryTake("one"));
        Assert.False(places.TryTake("other"));
        Assert.True(places.TryTake("third"));
        places.Hear([]);
        Assert.True(places.TryTake("one"));
        Assert.True(places.TryTake("other"));
    }

    [Fact]
    public void Return_FreesAPlace_AndLeavesNothingOfACallerThatIsGone()
    {
        var places = new HeldPlaces(most: 2);
        Assert.True(places.TryTake("one") && places.TryTake("one") && !places.TryTake("one"));

        places.Return("one");
        Assert.Equal([new("one", 1)], places.Here);
        Assert.True(places.TryTake("one"));
        places.Return("one");
        places.Return("one");
        Assert.Empty(places.Here);
    }

    [Fact]
    public void TryTake_NeverGivesMoreThanTheMost_ToCallersWhoRace()
    {
        var (places, taken) = (new HeldPlaces(most: 50), 0);
        Parallel.For(0, 1_000, _ => Interlocked.Add(ref taken, places.TryTake("one") ? 1 : 0));
        Assert.Equal(50, taken);
    }
}

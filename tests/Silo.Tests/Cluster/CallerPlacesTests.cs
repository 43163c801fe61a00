using CreditGate.Actors.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

public sealed class CallerPlacesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Tell_GivesWhatTheOthersHold_UntilTheyTellOtherwiseOrFallSilent()
    {
        var grain = new CallerPlacesGrain(_time);
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        Assert.Empty(await grain.Tell(a, [new("Follow", "one", 2), new("Upload", "one", 1)]));
        Assert.Equal([new("Follow", "one", 2), new("Upload", "one", 1)], await grain.Tell(b, [new("Follow", "one", 3)]));
        Assert.Equal([new("Follow", "one", 5), new("Upload", "one", 1)], await grain.Tell(c, []));
        await grain.Tell(a, []);
        Assert.Equal([new("Follow", "one", 3)], await grain.Tell(c, []));

        _time.Advance(CallerPlacesGrain.Forgotten);
        Assert.Empty(await grain.Tell(c, []));       // b was killed: its followers are gone with it
    }
}

using CreditGate.Api.Records;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Api.Tests.Records;

public sealed class SpokenSourcesTests
{
    private static readonly Edition Edition = CatalogueLoader.Load().Editions[^1];
    private static readonly PushedRow Taken = new(RowOutcome.Created, [], null, null, 1);

    private static readonly ListEntryRecord Entry = new()
    {
        Source = "D01",
        Number = "示例列1号",
        Revision = new Revision(1, default, 1),
        DecidedOn = new DateOnly(2026, 5, 1),
        List = "L04",
        ListedOn = new DateOnly(2026, 5, 1),
    };

    [Fact]
    public void Of_IsTheSourceAndTheUnitsItRelaysFor_WhenEveryRowWasTaken() =>
        Assert.Equal(["D22", "D01"], SpokenSources.Of([Taken], [Entry], "D01", Edition));

    [Fact]
    public void Of_IsTheSourceAlone_WhenItIsNotTheOperator() =>
        Assert.Equal(["D22"], SpokenSources.Of([Taken], [Entry], "D22", Edition));

    [Fact]
    public void Of_IsNobody_WhileARowWasNotTaken() =>
        Assert.Empty(SpokenSources.Of([Taken, PushedRow.Failed], [Entry, Entry], "D22", Edition));

    [Fact]
    public void Of_IsNobody_WhenNoRowWasUsable() =>
        Assert.Empty(SpokenSources.Of([PushedRow.Rejected([])], [], "D22", Edition));

    [Fact]
    public void Of_IsTheSource_WhenThePushIsAHeartbeat() =>
        Assert.Equal(["D22"], SpokenSources.Of([], [], "D22", Edition));
}

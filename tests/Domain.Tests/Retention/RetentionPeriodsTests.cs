using CreditGate.Domain.Retention;
using Xunit;

namespace CreditGate.Domain.Tests.Retention;

public sealed class RetentionPeriodsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("P6Y", "2020-11-25")]
    [InlineData("P18M", "2025-05-25")]
    [InlineData("P400D", "2025-10-21")]
    public void Period_EndsWhereItSays(string text, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DateOnly.FromDateTime(RetentionPeriod.Parse(text)!.Value.Before(Now).Date));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("6Y")]
    [InlineData("P0Y")]
    [InlineData("P-1Y")]
    [InlineData("P1Y6M")]
    [InlineData("P101Y")]
    [InlineData("P99999999999D")]
    public void Period_IsNone_WhenItIsNotOfOneUnit(string text) => Assert.Null(RetentionPeriod.Parse(text));

    [Fact]
    public void Read_KeepsDefaultsOfWhatIsNotSaid()
    {
        var periods = RetentionPeriods.Read(new Dictionary<string, string?> { ["receipts"] = "P10Y" }, out var faults);

        Assert.Empty(faults);
        Assert.Equal("P10Y", periods["receipts"].ToString());
        Assert.Null(periods["persons"]);
        Assert.Null(RetentionPeriods.Read(new Dictionary<string, string?> { ["receipts"] = "never" }, out _)["receipts"]);
        Assert.Equal("P5Y", RetentionPeriods.Read(new Dictionary<string, string?> { ["persons"] = "P5Y" }, out _)["persons"].ToString());
        Assert.Null(periods["entities"]);
        Assert.Null(periods["views"]);
        Assert.Equal("P3Y", RetentionPeriods.Read(new Dictionary<string, string?> { ["views"] = "P3Y" }, out _)["views"].ToString());
    }

    [Fact]
    public void Read_NamesEveryFault()
    {
        RetentionPeriods.Read(new Dictionary<string, string?> { ["receipt"] = "P6Y", ["receipts"] = "P1M", ["persons"] = "six years", ["views"] = "P5M", ["entities"] = "P2Y" }, out var faults);

        Assert.Equal(5, faults.Length);
        Assert.Contains("'receipt' is no kind", faults[0], StringComparison.Ordinal);
        Assert.Contains("shorter than P6M", faults[1], StringComparison.Ordinal);
        Assert.Contains("'persons' is not a period", faults[2], StringComparison.Ordinal);
        Assert.Contains("'views' is shorter than P6M", faults[3], StringComparison.Ordinal);
        Assert.Contains("'entities' is shorter than P3Y", faults[4], StringComparison.Ordinal);
    }

    [Fact]
    public void EveryKind_HasDefaultLeastAndReason() => Assert.All(RetainedKind.All, static kind =>
        Assert.True(!(kind.Default?.Before(Now) >= kind.Least.Before(Now)) && kind.Reason.Zh.Length > 0 && kind.Reason.En.Length > 0));
}

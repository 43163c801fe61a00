using Xunit;

namespace CreditGate.LoadTests.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void Arguments_AreReadByName_InAnyOrder()
    {
        var arguments = Of("--count", "3", "--fast", "--rate", "2.5");

        Assert.True(arguments.Has("--fast"));
        Assert.False(arguments.Has("--slow"));
        Assert.Equal((3, 2.5, "2.5"), (arguments.Count("--count"), arguments.Number("--rate"), arguments.Value("--rate")));
        Assert.Null(Of().Count("--count"));
    }

    [Theory]
    [InlineData("--rates is not known here, use --fast, --slow, --count, --rate.", "--rates", "5")]
    [InlineData("5 is not known here", "--fast", "5")]
    [InlineData("--rate needs a value.", "--rate")]
    [InlineData("--rate stands there twice.", "--rate", "1", "--rate", "2")]
    [InlineData("--fast stands there twice.", "--fast", "--fast")]
    public void Arguments_AreRefused_WhenTheyWouldNotBeUsed(string said, params string[] rest) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => Of(rest)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("99999999999")]
    public void Count_IsRefused_WhenItIsNoWholeNumber(string text) =>
        Assert.Equal($"--count: \"{text}\" is no whole number.", Assert.Throws<ArgumentException>(() => Of("--count", text).Count("--count")).Message);

    [Fact]
    public void Number_IsRefused_WhenItIsNone() =>
        Assert.Equal("--rate: \"1,5\" is no number.", Assert.Throws<ArgumentException>(() => Of("--rate", "1,5").Number("--rate")).Message);

    private static Arguments Of(params string[] rest) => new(rest, "--fast --slow", "--count --rate");
}

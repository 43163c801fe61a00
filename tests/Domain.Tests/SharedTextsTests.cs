using Xunit;

namespace CreditGate.Domain.Tests;

public sealed class SharedTextsTests
{
    [Fact]
    public void Of_GivesOneStringForEqualTexts()
    {
        var first = SharedTexts.Of(New("示例单位"));
        Assert.Same(first, SharedTexts.Of(New("示例单位")));
        Assert.NotEqual(first, SharedTexts.Of("另一示例单位"));
        Assert.Null(SharedTexts.Of(null));
    }

    [Fact]
    public void Of_LeavesLongTextsAlone()
    {
        var text = new string('长', SharedTexts.MostLength + 1);
        _ = SharedTexts.Of(text);
        var other = New(text);
        Assert.Same(other, SharedTexts.Of(other));
    }

    [Fact]
    public void Of_KeepsNoMoreThanThereArePlaces()
    {
        string[] texts = [.. Enumerable.Range(0, SharedTexts.Most * 4).Select(static number => $"示例{number}")];
        foreach (var text in texts)
        {
            Assert.Same(text, SharedTexts.Of(text));
        }

        Assert.InRange(texts.Count(static text => ReferenceEquals(SharedTexts.Of(New(text)), text)), 0, SharedTexts.Most);
    }

    private static string New(string text) => new([.. text]);
}

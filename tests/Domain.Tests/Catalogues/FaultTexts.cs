using System.Text.RegularExpressions;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>The law of every fault of the data: it says the same in Chinese and in English, and names the same places in both.</summary>
internal static partial class FaultTexts
{
    public static void AreInBothLanguages(CatalogueFault fault)
    {
        IsInBothLanguages(fault.Problem);
        IsInBothLanguages(fault.Fix);
    }

    private static void IsInBothLanguages(LocalText text)
    {
        Assert.Matches(WholeChinese(), text.Zh);
        Assert.Matches(WholeEnglish(), text.En);
        Assert.DoesNotMatch(EnglishPhrase(), text.Zh);
        Assert.All(Names(Word(), text.Zh), name => Assert.Contains(name, text.En, StringComparison.Ordinal));
        if (!text.En.StartsWith("It cannot be read as JSON", StringComparison.Ordinal))        // the rest is the parser's
        {
            Assert.All(Names(Code(), text.En), name => Assert.Contains(name, text.Zh, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Names(Regex names, string text) => names.Matches(text).Select(static match => match.Value);

    [GeneratedRegex(@"^(?=.*\p{IsCJKUnifiedIdeographs}).*。$")]
    private static partial Regex WholeChinese();

    [GeneratedRegex(@"^[^\p{IsCJKUnifiedIdeographs}，。：；（）]+\.$")]
    private static partial Regex WholeEnglish();

    [GeneratedRegex(@"[A-Za-z]{2,} [A-Za-z]{2,}")]
    private static partial Regex EnglishPhrase();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9./_\-]*[A-Za-z0-9]")]
    private static partial Regex Word();

    /// <summary>What the data calls something: a word with a digit, a dot or a capital within it.</summary>
    [GeneratedRegex(@"\b[A-Za-z0-9]+(?:[./_\-]?[A-Z0-9]|[./_\-][a-z])[A-Za-z0-9./_\-]*\b")]
    private static partial Regex Code();
}

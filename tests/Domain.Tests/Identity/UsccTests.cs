using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class UsccTests
{
    [Theory]
    [InlineData("91350100M000100Y43")] // the standard's own example
    [InlineData("91360700XNDEM0019F")]
    [InlineData("91360702XNDEM00277")]
    [InlineData("91360783XNDEM0035C")]
    [InlineData("92360722XNDEM0043Q")]
    [InlineData("93360731XNDEM0051H")]
    [InlineData("52360700XNDEM006XK")]
    [InlineData("12360700XNDEM0078P")]
    [InlineData("91360700XNDEM0086D")]
    [InlineData("91360703XNDEM0094K")]
    [InlineData("91360730XNDEM0107C")]
    public void Parse_ReturnsTheCode_WhenBothChecksAreRight(string code) =>
        Assert.Equal(code, Uscc.Parse(code).Value?.Value);

    [Theory]
    [InlineData(null, "uscc-missing", "18位", "18 characters")]
    [InlineData(" \u3000\t", "uscc-missing", "18位", "18 characters")]
    [InlineData("91360700XNDEM0019", "uscc-length", "收到17位", "has 17")]
    [InlineData("91360700XNDEM0019F0", "uscc-length", "收到19位", "has 19")]
    [InlineData("9136O700XNDEM0019F", "uscc-character", "第5位是字母O，统一社会信用代码不使用I、O、S、V、Z，请核对是否应为数字0", "Position 5 is the letter O")]
    [InlineData("9I360700XNDEM0019F", "uscc-character", "第2位是字母I，统一社会信用代码不使用I、O、S、V、Z，请核对是否应为数字1", "the digit 1")]
    [InlineData("91350100M000100Y4Z", "uscc-character", "第18位是字母Z", "Position 18 is the letter Z")]
    [InlineData("91360700-NDEM0019F", "uscc-character", "第9位是“-”", "Position 9 is “-”")]
    [InlineData("91360700 NDEM0019F", "uscc-character", "第9位是U+0020", "Position 9 is U+0020")]
    [InlineData("91360700\u200BNDEM0019F", "uscc-character", "第9位是U+200B", "Position 9 is U+200B")]
    [InlineData("91360700XNDEM00193", "uscc-check", "第18位（校验码）是3，按前17位应为F", "is 3, should be F")]
    [InlineData("91360721MA0000000X", "uscc-organisation-check", "第18位（校验码）是X，按前17位应为5", "is X, should be 5")]
    [InlineData("91310115MA1G4L1WXK", "uscc-organisation-check", "第17位（组织机构代码校验码）是X，按第9至16位应为0", "is K, should be 7")]
    public void Parse_NamesThePlaceAndTheFix_WhenTheCodeIsWrong(string? text, string code, string zh, string en)
    {
        var fault = Uscc.Parse(text).Fault;

        Assert.Equal(code, fault?.Code);
        Assert.Contains(zh, fault?.Text.Zh, StringComparison.Ordinal);
        Assert.Contains(en, fault?.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NamesOnlyTheOrganisationCheck_WhenTheOtherIsRight()
    {
        var body = Codes.With("91360700XNDEM0019", 16, '8');
        var fault = Uscc.Parse(body + UsccCheck.Of(body)).Fault;

        Assert.Equal("uscc-organisation-check", fault?.Code);
        Assert.Equal("第17位（组织机构代码校验码）是8，按第9至16位应为9，请核对第9至17位", fault?.Text.Zh);
    }

    [Fact]
    public void Parse_NamesTheCodeUnit_WhenASurrogateStandsAlone() =>
        Assert.Contains("U+D842", Uscc.Parse("91360700\uD842NDEM0019F").Fault?.Text.En, StringComparison.Ordinal);

    [Fact]
    public void Parse_SplitsTheCode_WhenItIsValid()
    {
        var uscc = Uscc.Parse("91360783XNDEM0035C").Value!;

        Assert.Equal("360783", uscc.RegionAtIssue);
        Assert.Equal("XNDEM0035", uscc.OrganisationCode);
        Assert.Equal("91360783XNDEM0035C", uscc.ToString());
    }

    [Fact]
    public void Parse_AcceptsEveryCode_WhenPrefixAndRegionAreUnknown() =>
        Codes.Uscc.Sample(static code => Assert.Equal(code, Uscc.Parse(code).Value?.Value));

    [Fact]
    public void Parse_CatchesEverySubstitution_WhenOneCharacterChanges() =>
        Codes.Uscc.Sample(static code =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                foreach (var other in Codes.UsccAlphabet.Where(other => other != code[i]))
                {
                    Assert.NotNull(Uscc.Parse(Codes.With(code, i, other)).Fault);
                }
            }
        });

    [Fact]
    public void Parse_GivesTheSameCode_WhenItIsWrittenInAnotherForm() =>
        Codes.FictionalUscc.Sample(static code =>
        {
            var expected = Uscc.Parse(code).Value;
            Assert.Equal(expected, Uscc.Parse(code.ToLowerInvariant()).Value);
            Assert.Equal(expected, Uscc.Parse(Codes.FullWidthLower(code)).Value);
            Assert.Equal(expected, Uscc.Parse($"\u3000\t{code} \r\n").Value);
        });

    [Fact]
    public void Parse_GivesAValueOrAFault_WhateverTheText() =>
        Codes.Noise.Sample(static text =>
        {
            var parsed = Uscc.Parse(text);
            Assert.True(parsed.Value is null != parsed.Fault is null);
        });

    [Fact]
    public void Parse_KeepsTheCallersString_WhenItIsAlreadyNormal()
    {
        var text = FictionalCodes.Entity(7).Value;

        Assert.Same(text, Uscc.Parse(text).Value?.Value);
    }

    [Fact]
    public void Parse_AllocatesOnlyTheResult_WhenTheTextIsAlreadyNormal()
    {
        var text = FictionalCodes.Entity(7).Value;
        var kept = Uscc.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            kept = Uscc.Parse(text);
        }

        // An object with one reference: header, type and field.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1000 * 3 * IntPtr.Size);
        Assert.NotNull(kept.Value);
    }

    [Fact]
    public void TryParse_ReadsItsOwnKeys_WhenTheSubjectIsAnEntity()
    {
        var key = SubjectKey.Of(FictionalCodes.Entity(7));

        Assert.True(SubjectKey.TryParse(key.Value, out var read));
        Assert.Equal(key, read);
        Assert.False(SubjectKey.TryParse(key.Value.ToLowerInvariant(), out _));
    }
}

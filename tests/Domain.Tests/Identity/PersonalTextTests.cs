using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class PersonalTextTests
{
    private static readonly Gen<string> Around = Gen.String[Gen.Char["示例甲，。 abXx:(\n-"], 0, 20];

    [Theory]
    [InlineData("360799190001010019", "360***********0019")]
    [InlineData("示例甲（身份证360799190001010019），示例乙３６０７９９１９０００１０１００２７。", "示例甲（身份证360***********0019），示例乙360***********0027。")]
    [InlineData("no11010519491231002xno", "no110***********002Xno")]
    [InlineData("11010519491231002X2024", "110***********002X2024")]
    [InlineData("360799190001010019/360799190001010027", "360***********0019/360***********0027")]
    [InlineData("360799190001010019X", "360***********0019X")]
    public void MaskIds_MasksEveryNumber_WhenItStandsFreeOfDigits(string text, string masked)
    {
        Assert.Equal(masked, PersonalText.MaskIds(text));
        Assert.True(PersonalText.HoldsId(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91360700XNDEM0019F")]
    [InlineData("360799190001010018")] // wrong check
    [InlineData("360799190013010019")] // no such date
    [InlineData("3607991900010100190")] // part of a longer number
    [InlineData("1360799190001010019")]
    [InlineData("1110105194912310028X")]
    [InlineData("360799 19000101 0019")]
    [InlineData("11010519491231002")]
    public void MaskIds_ReturnsTheSameText_WhenItHoldsNoNumber(string? text)
    {
        Assert.Same(text, PersonalText.MaskIds(text));
        Assert.False(PersonalText.HoldsId(text));
    }

    [Fact]
    public void MaskIds_LeavesNoNumber_WhereverItStands() =>
        Gen.Select(Around, Codes.Person, Around, Codes.Person, Around).Sample(static (before, one, between, other, after) =>
        {
            var gap = between.Length == 0 ? "、" : between;
            var masked = PersonalText.MaskIds($"{before}{one.Value}{gap}{Codes.FullWidthLower(other.Value)}{after}");

            Assert.Equal($"{before}{one.Masked}{gap}{other.Masked}{after}", masked);
            Assert.False(PersonalText.HoldsId(masked));
        });

    [Fact]
    public void MaskIds_ChangesNoEntityCode_WhateverTheSerial() =>
        Codes.FictionalUscc.Sample(static code => Assert.Same(code, PersonalText.MaskIds(code)));

    [Fact]
    public void MaskIds_NeverThrows_WhateverTheText() =>
        Codes.Noise.Sample(static text => Assert.False(PersonalText.HoldsId(PersonalText.MaskIds(text))));
}

using System.Text.Json;
using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class PersonNameTests
{
    private static readonly Gen<string> Names = Gen.String[Gen.Char["示例张三ab AＡ\u3000 ·•・．\t\uD842\uDFB7"], 0, 12];

    [Theory]
    [InlineData(" 示例甲\u3000", "示例甲")]
    [InlineData("示\u3000 例", "示例")]
    [InlineData("Example \t  Person", "Example Person")]
    [InlineData("Ｅｘａｍｐｌｅ\u3000Ｐ．", "Example P.")]
    [InlineData("示例•甲", "示例·甲")]
    [InlineData("示例 ・ 甲", "示例·甲")]
    [InlineData("Example · Person", "Example·Person")]
    [InlineData("示例 Example", "示例Example")]
    public void Parse_GivesOneForm_WhenTheNameIsWrittenInAnother(string text, string expected) =>
        Assert.Equal(expected, PersonName.Parse(text).Value?.Value);

    [Theory]
    [InlineData(null, "name-missing")]
    [InlineData("\u3000 ", "name-missing")]
    public void Parse_GivesAFault_WhenThereIsNoName(string? text, string code) =>
        Assert.Equal(code, PersonName.Parse(text).Fault?.Code);

    [Fact]
    public void Parse_NamesThePlace_WhenASurrogateStandsAlone()
    {
        // Not as theory data: attributes are stored in UTF-8, which has no lone surrogates.
        Assert.Contains("第3个", PersonName.Parse("示例\uD842甲").Fault?.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("第3个", PersonName.Parse("示例\uDFB7\uD842").Fault?.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_GivesAFault_WhenTheNameIsTooLong()
    {
        Assert.NotNull(PersonName.Parse(new string('示', 100)).Value);
        Assert.Equal("name-length", PersonName.Parse(new string('示', 101)).Fault?.Code);
    }

    [Fact]
    public void Parse_ChangesNothing_WhenTheNameIsAlreadyNormal() =>
        Names.Sample(static text =>
        {
            var name = PersonName.Parse(text).Value;
            Assert.Equal(name, name is null ? null : PersonName.Parse(name.Value).Value);
        });

    [Theory]
    [InlineData("示", "*")]
    [InlineData("示例", "示*")]
    [InlineData("示例甲", "示**")]
    [InlineData("示例·甲", "示***")]
    [InlineData("\uD842\uDFB7例甲", "\uD842\uDFB7**")]
    public void Masked_ShowsTheFirstCharacter_WhenThereAreMore(string text, string masked) =>
        Assert.Equal(masked, PersonName.Parse(text).Value?.Masked);

    [Fact]
    public void ToString_IsMasked_WhenANameIsLoggedOrSerialised()
    {
        var name = PersonName.Parse("示例甲").Value!;

        Assert.Equal("示**", $"{name}");
        Assert.Equal("示**", JsonDocument.Parse(JsonSerializer.Serialize(name)).RootElement.GetProperty("Masked").GetString());
        Assert.DoesNotContain("Value", JsonSerializer.Serialize(name), StringComparison.Ordinal);
    }
}

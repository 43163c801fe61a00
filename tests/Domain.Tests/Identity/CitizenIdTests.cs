using System.Text.Json;
using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class CitizenIdTests
{
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31")] // the standard's two examples
    [InlineData("440524188001010014", "1880-01-01")]
    [InlineData("360799190001010019", "1900-01-01")]
    [InlineData("360799190001010027", "1900-01-01")]
    [InlineData("360799190001010035", "1900-01-01")]
    public void Parse_ReadsTheBirthDate_WhenThereIsOne(string number, string bornOn) =>
        Assert.Equal(bornOn, CitizenId.Parse(number).Value is { } id ? $"{id.BornOn:yyyy-MM-dd}" : null);

    [Theory]
    [InlineData("81000019900101001")]
    [InlineData("82000019900101001")]
    [InlineData("83000019900101001")]
    public void Parse_Accepts_WhenItIsAResidencePermit(string body) =>
        Assert.NotNull(CitizenId.Parse(body + CitizenIdCheck.Of(body)).Value);

    [Theory]
    [InlineData(null, "id-missing", "18位")]
    [InlineData("\u3000 ", "id-missing", "18位")]
    [InlineData("36079919000101001", "id-length", "收到17位")]
    [InlineData("360799900101001", "id-length", "收到15位；15位旧号码已停用")]
    [InlineData("3607991900O1010019", "id-character", "第11位应为数字")]
    [InlineData("3607991900010100X9", "id-character", "第17位应为数字")]
    [InlineData("36079919000101001A", "id-character", "第18位应为数字或X")]
    [InlineData("360799190013010019", "id-date", "第7至14位")]
    [InlineData("360799184912310019", "id-date", "1850年1月1日")]
    [InlineData("360799190002290010", "id-date", "真实的出生日期")] // 1900 was no leap year
    [InlineData("360799190001010018", "id-check", "第18位（校验码）与前17位不符")]
    [InlineData("36079919000101001X", "id-check", "第18位（校验码）与前17位不符")]
    public void Parse_NamesThePlace_WhenTheNumberIsWrong(string? text, string code, string zh)
    {
        var fault = CitizenId.Parse(text).Fault;

        Assert.Equal(code, fault?.Code);
        Assert.Contains(zh, fault?.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SaysNothingOfTheNumber_WhenItIsWrong() =>
        Gen.Select(Codes.Person, Codes.Person, Gen.Int[0, 17]).Sample(static (one, other, index) =>
        {
            Assert.Equal(FaultWith(one, index, '?'), FaultWith(other, index, '#'));
            Assert.Equal(FaultWith(one, 17, WrongCheck(one)), FaultWith(other, 17, WrongCheck(other)));
            Assert.Equal(FaultWith(one, 10, '9'), FaultWith(other, 10, '9')); // months 90 to 92
        });

    [Fact]
    public void Parse_CatchesEverySubstitution_WhenOneCharacterChanges() =>
        Codes.Person.Sample(static id =>
        {
            for (var i = 0; i < 18; i++)
            {
                foreach (var other in "0123456789X".Where(other => other != id.Value[i]))
                {
                    Assert.NotNull(CitizenId.Parse(Codes.With(id.Value, i, other)).Fault);
                }
            }
        });

    [Fact]
    public void Parse_GivesTheSameNumber_WhenItIsWrittenInAnotherForm() =>
        Codes.Person.Sample(static id =>
        {
            Assert.Equal(id, CitizenId.Parse(id.Value.ToLowerInvariant()).Value);
            Assert.Equal(id, CitizenId.Parse(Codes.FullWidthLower(id.Value)).Value);
            Assert.Equal(id, CitizenId.Parse($"\u3000{id.Value}\n").Value);
        });

    [Fact]
    public void Parse_GivesAValueOrAFault_WhateverTheText() =>
        Codes.Noise.Sample(static text =>
        {
            var parsed = CitizenId.Parse(text);
            Assert.True(parsed.Value is null != parsed.Fault is null);
        });

    [Fact]
    public void Masked_ShowsSevenCharacters_WhoeverItIs() =>
        Codes.Person.Sample(static id =>
        {
            Assert.Equal($"{id.Value[..3]}***********{id.Value[14..]}", id.Masked);
            Assert.Equal(7, id.Masked.Count(static c => c != '*'));
        });

    [Fact]
    public void ToString_IsMasked_WhenAnIdIsLoggedOrSerialised()
    {
        var id = CitizenId.Parse("360799190001010019").Value!;

        Assert.Equal("360***********0019", $"{id}");
        Assert.Equal("""{"Masked":"360***********0019"}""", JsonSerializer.Serialize(id));
    }

    [Theory]
    [InlineData("20080101", "2025-12-31", false)]
    [InlineData("20080101", "2026-01-01", true)]
    [InlineData("20080229", "2026-02-27", false)]
    [InlineData("20080229", "2026-02-28", true)]
    [InlineData("99990101", "9999-12-31", false)]
    public void IsAdultOn_StartsOnTheBirthday_WhenEighteenYearsHavePassed(string bornOn, string day, bool adult)
    {
        var body = $"360799{bornOn}001";
        var id = CitizenId.Parse(body + CitizenIdCheck.Of(body)).Value!;

        Assert.Equal(adult, id.IsAdultOn(DateOnly.Parse(day, null)));
    }

    private static char WrongCheck(CitizenId id) => id.Value[17] == '0' ? '1' : '0';

    private static Fault FaultWith(CitizenId id, int index, char character)
    {
        var fault = CitizenId.Parse(Codes.With(id.Value, index, character)).Fault;
        Assert.NotNull(fault);
        return fault;
    }
}

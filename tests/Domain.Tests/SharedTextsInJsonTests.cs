using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xunit;

namespace CreditGate.Domain.Tests;

public sealed class SharedTextsInJsonTests
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Texts => ["", "MT-C01", "示例部门", "a\"b\\c", "\u0000", "😀", new string('x', 64), new string('x', 65), new string('示', 40)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Read_GivesTheText_HoweverItIsWritten(string text)
    {
        Assert.Equal(text, Read(JsonSerializer.Serialize(text)));
        Assert.Equal(text, Read(JsonSerializer.Serialize(text, Unescaped)));
    }

    [Fact]
    public void Read_GivesOneString_ForACodeThatComesAgain()
    {
        var (text, json) = ("MT-C0117", "\"MT-C0117\""u8.ToArray());
        Assert.NotSame(Read(json, keeps: false), Read(json, keeps: false));

        Assert.Same(Read(json), Read(json));
        Assert.Same(Read(json), Read(json, keeps: false));
        Assert.Equal(text, Read(json));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    public void Read_Refuses_WhatIsNoText(string json) => Assert.Throws<InvalidOperationException>(() => Read(json));

    [Fact]
    public void Read_Refuses_WhatIsNotUtf8() => Assert.Throws<InvalidOperationException>(() => Read([(byte)'"', 0xff, (byte)'"']));

    /// <summary>Far more texts than there are places, so that each is put out of its place again and again while others read it.</summary>
    [Fact]
    public void Read_GivesEveryTextRightly_WhenManyContendForPlaces() => Parallel.For(0, 40_000, static number =>
    {
        var text = (number % 9_973).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(text, Read($"\"{text}\""));
    });

    private static string Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static string Read(byte[] json, bool keeps = true)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return SharedTexts.Read(ref reader, keeps);
    }
}

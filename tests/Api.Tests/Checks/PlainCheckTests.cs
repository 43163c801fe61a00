using System.Text;
using System.Text.Json;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Intake;
using CsCheck;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

/// <summary>The short way reads what the serializer reads, or nothing.</summary>
public sealed class PlainCheckTests
{
    private const string Whole =
        """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":"示例\u0031","purpose":"核查","consistency":"atLeast","token":"v3","deadlineMs":500}""";

    // What makes JSON another JSON.
    private const string Marks = "{}[]\",:\\0au ";

    [Theory]
    [InlineData(Whole)]
    [InlineData("""{"subject":{"key":"p-00000000000000000000000000000001"},"matter":"MT-C01"}""")]
    [InlineData("""{"matter":"MT-C01","subject":{"person":{"name":"示例","idNumber":"1"}},"purpose":"\u6838\u67e5"}""")]
    [InlineData(" { } ")]
    public void TryRead_ReadsAsTheSerializer_WhatIsUsual(string body)
    {
        Assert.True(PlainCheck.TryRead(Encoding.UTF8.GetBytes(body), out var row));
        Assert.Equal(JsonSerializer.Deserialize<CheckRow>(body, ApiJson.Options), row);
    }

    [Theory]
    [InlineData("""{"matter":"MT-C01","matter":"MT-C01"}""")]
    [InlineData("""{"subject":{"uscc":"1"},"subject":{"uscc":"1"}}""")]
    [InlineData("""{"Matter":"MT-C01"}""")]
    [InlineData("""{"matter":null}""")]
    [InlineData("""{"matter":1}""")]
    [InlineData("""{"matter":"MT-C01\u0000"}""")]
    [InlineData("""{"matter":"\ud800"}""")]
    [InlineData("""{"matter":"MT-C01"} {}""")]
    [InlineData("""{"matter":"MT-C01",}""")]
    [InlineData("""{"matter":"MT-C01"/**/}""")]
    [InlineData("""{"deadlineMs":"500"}""")]
    [InlineData("""{"deadlineMs":5.5}""")]
    [InlineData("""{"requestId":"r-1"}""")]
    [InlineData("""{"linked":[]}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"subject":"91360702XNDEM00277"}""")]
    [InlineData("""{"subject":{"person":{"name":"示例","age":7}}}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void TryRead_LeavesTheRestToTheSerializer(string body) => Assert.False(PlainCheck.TryRead(Encoding.UTF8.GetBytes(body), out _));

    [Fact]
    public void TryRead_LeavesWhatIsNotUtf8() => Assert.False(PlainCheck.TryRead([.. "{\"matter\":\""u8, 0xC3, 0x28, .. "\"}"u8], out _));

    [Fact]
    public void TryRead_ReadsNothingThatTheSerializerReadsOtherwise()
    {
        var body = Encoding.UTF8.GetBytes(Whole);
        Gen.Select(Gen.Int[0, body.Length - 1], Gen.Byte, Gen.Int[0, body.Length - 1], Gen.Int[0, Marks.Length - 1]).Sample((at, other, second, mark) =>
        {
            var changed = body.ToArray();
            (changed[at], changed[second]) = (other, (byte)Marks[mark]);
            if (PlainCheck.TryRead(changed, out var row))
            {
                Assert.Equal(JsonSerializer.Deserialize<CheckRow>(changed, ApiJson.Options), row);
            }
        }, iter: 20_000);
    }
}

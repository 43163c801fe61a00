using CreditGate.Domain.Evidence.Rows;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

public sealed class NumberDigestTests
{
    [Theory]
    [InlineData("示例1号", "示例1号", true)]
    [InlineData("示例1号", "示例1号 ", false)]
    [InlineData("示例1号", "示例2号", false)]
    [InlineData("", "", true)]
    [InlineData(null, "", false)]
    public void IsOf_TellsTheNumberThatItWas_AndNoOther(string? number, string named, bool expected) => Assert.Equal(expected, NumberDigest.IsOf(Left([1, 2, 3], number), named));

    /// <summary>Two receipts of one case have nothing in common, and none of them shows the salt of the content.</summary>
    [Fact]
    public void Write_LeavesOtherBytes_UnderAnotherSalt()
    {
        byte[] salt = [.. Enumerable.Range(1, 16).Select(static number => (byte)number)];
        var (one, other) = (Left(salt, "示例1号"), Left([.. salt.Reverse()], "示例1号"));

        Assert.NotEqual(one[..16], other[..16]);
        Assert.NotEqual(one[16..], other[16..]);
        Assert.NotEqual(salt, one[..16]);
        Assert.Equal(one, Left(salt, "示例1号"));
    }

    private static byte[] Left(byte[] salt, string? number)
    {
        var left = new byte[NumberDigest.Length];
        NumberDigest.Write(salt, number, left);
        return left;
    }
}

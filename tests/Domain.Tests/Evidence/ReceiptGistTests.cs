using System.Text;
using System.Text.Json;
using CreditGate.Domain.Evidence;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

public sealed class ReceiptGistTests
{
    private const string Json =
        """
        {"id":"01a218c1-57ed-7b2d-a4fa-27e9208f3ec0","organisation":"D01","credential":"示例凭据","matter":"MT-A01","businessNumber":"示例\u0022000001","subject":"91360700XN6YHDHX24","name":"示例企业","subjectVersion":2,"linked":[{"role":"示例","subject":"p-1","subjectVersion":3},{"subject":"p-2"}],"edition":"2026-04","freshness":{"sources":[{"id":"x","subject":"no"}]},"decidedAt":"2026-11-26T16:47:33.8698162+00:00","validUntil":"2026-11-30T00:47:33.8698162+08:00","unconfirmed":false,"ruling":{"outcome":"Refuse","statuses":[{"code":"S","records":[]}],"measures":[{"code":"M1","basis":[{"code":"no"}]},{"text":{"zh":"示例"},"code":"M2"}],"incentives":[{"code":"I1"}]}}
        """;

    private static readonly byte[] Payload = Encoding.UTF8.GetBytes(Json);

    [Fact]
    public void Read_FindsWhatTheSerialiserFinds()
    {
        Assert.Equal(Serialised(Payload), Text(ReceiptGist.Read(Payload)));
        Assert.Contains("\"linked\":[{\"subject\":\"p-1\"},{\"subject\":\"p-2\"}]", Text(ReceiptGist.Read(Payload)), StringComparison.Ordinal);
        Assert.Contains("\"measures\":[{\"code\":\"M1\"},{\"code\":\"M2\"}],\"incentives\":[{\"code\":\"I1\"}]", Text(ReceiptGist.Read(Payload)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnAlteredReceipt_FindsWhatTheSerialiserFinds_OrNothing()
    {
        for (var at = 0; at < Payload.Length; at++)
        {
            foreach (var other in "\"{}[],:0a\\ \u00ff"u8.ToArray())
            {
                byte[] altered = [.. Payload];
                altered[at] = other;
                var found = ReceiptGist.Read(altered);
                Assert.True(found is null || Text(found) == Serialised(altered), Encoding.UTF8.GetString(altered));
            }

            Assert.Null(ReceiptGist.Read(Payload.AsSpan(0, at)));
        }
    }

    [Theory]
    [InlineData("\"id\":", "\"id2\":")]
    [InlineData("\"organisation\":\"D01\"", "\"organisation\":null")]
    [InlineData("\"matter\":\"MT-A01\"", "\"matter\":7")]
    [InlineData("\"ruling\":", "\"rulings\":")]
    [InlineData("\"code\":\"M1\"", "\"code\":null")]
    [InlineData("\"code\":\"M1\",", "")]
    [InlineData("\"linked\":[", "\"linked\":[7,")]
    [InlineData("\"decidedAt\":\"2026-11-26T16:47:33.8698162+00:00\"", "\"decidedAt\":\"26.11.2026\"")]
    [InlineData("\"organisation\":\"D01\"", "\"organisation\":\"\\ud800\"")]
    [InlineData("\"incentives\":[{\"code\":\"I1\"}]}}", "\"incentives\":[{\"code\":\"I1\"}]}} {}")]
    public void Read_OfWhatIsNoReceipt_FindsNothing(string written, string instead)
    {
        Assert.Contains(written, Json, StringComparison.Ordinal);

        Assert.Null(ReceiptGist.Read(Encoding.UTF8.GetBytes(Json.Replace(written, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void Read_TakesWhatNeedNotBeThere()
    {
        var read = ReceiptGist.Read(Encoding.UTF8.GetBytes(Json.Replace("\"businessNumber\":", "\"other\":", StringComparison.Ordinal).Replace("\"linked\":", "\"others\":", StringComparison.Ordinal)));

        Assert.NotNull(read);
        Assert.Null(read.BusinessNumber);
        Assert.Empty(read.Linked);
    }

    private static string? Serialised(byte[] payload)
    {
        try
        {
            return Text(JsonSerializer.Deserialize(payload, LedgerJson.Context.ReceiptGist));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(ReceiptGist? gist) => JsonSerializer.Serialize(gist, LedgerJson.Context.ReceiptGist!);
}

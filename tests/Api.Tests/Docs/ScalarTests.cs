using System.Net;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Docs;

public sealed partial class ScalarTests(SharedGate shared)
{
    [Fact]
    public async Task Page_AndAllItLoads_ComeFromThisService()
    {
        using var client = shared.Gate.Anonymous;
        var cancellation = TestContext.Current.CancellationToken;
        var response = await client.GetAsync("/scalar", cancellation);
        var page = await response.Content.ReadAsStringAsync(cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.Contains("\"withDefaultFonts\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        var loaded = Source().Matches(page).Select(static match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(loaded);
        foreach (var source in loaded)
        {
            Assert.NotEmpty(await client.GetByteArrayAsync($"/scalar/{source}", cancellation));
        }
    }

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Source();
}

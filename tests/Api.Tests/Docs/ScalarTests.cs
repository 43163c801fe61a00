using System.Net;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Docs;

public sealed partial class ScalarTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_AndAllItLoads_ComeFromThisService_ForTheOperator()
    {
        var page = await shared.Gate.Operator.GetStringAsync("/scalar", Cancellation);

        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.Contains("\"withDefaultFonts\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        var loaded = Source().Matches(page).Select(static match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(loaded);
        foreach (var source in loaded)
        {
            Assert.NotEmpty(await shared.Gate.Operator.GetByteArrayAsync($"/scalar/{source}", Cancellation));
        }
    }

    [Fact]
    public async Task Page_IsTheOperatorsAlone()
    {
        using var anonymous = shared.Gate.Anonymous;
        var department = await shared.Gate.As("D22");

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/scalar", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await department.GetAsync("/scalar", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Page_IsOpen_WhereSomebodyOnlyLooksAround()
    {
        await using var gate = await RunningGate.Start(args: "--environment=Development");
        using var anonymous = gate.Anonymous;

        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync("/scalar", Cancellation)).StatusCode);
    }

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Source();
}

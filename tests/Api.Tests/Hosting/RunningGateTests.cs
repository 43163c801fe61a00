using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

public sealed class RunningGateTests
{
    [Fact]
    public async Task Check_RefusesTheWageDefaulterOfTheDemo_InProcurement()
    {
        await using var gate = await RunningGate.Start(args: "--demo");

        var response = await gate.Operator.PostAsJsonAsync(
            "/v1/checks", new { subject = new { uscc = "91360702XNDEM00277" }, matter = "MT-C01" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("refuse", answer.GetProperty("outcome").GetString());
        Assert.Equal("P03", answer.GetProperty("measures")[0].GetProperty("rule").GetString());
    }
}

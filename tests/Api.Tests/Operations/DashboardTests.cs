using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class DashboardTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_IsTheOperators()
    {
        await using var gate = await RunningGate.Start(args: "--dashboard");
        using var anonymous = gate.Anonymous;
        using var department = await (await gate.As("D22")).GetAsync("/dashboard/", Cancellation);

        Assert.Contains("Orleans Dashboard", await gate.Operator.GetStringAsync("/dashboard/", Cancellation), StringComparison.Ordinal);
        await CountersOfASilo(gate.Operator);
        Assert.All(
            await Task.WhenAll(((string[])["/dashboard", "/dashboard/", "/dashboard/DashboardCounters", "/dashboard/index.min.js"]).Select(path => anonymous.GetAsync(path, Cancellation))),
            static refused => Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, department.StatusCode);
    }

    /// <summary>The dashboard samples once a second, first some time after the start.</summary>
    private static async Task CountersOfASilo(HttpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!(await client.GetStringAsync("/dashboard/DashboardCounters", Cancellation)).Contains("\"siloAddress\"", StringComparison.Ordinal))
        {
            Assert.False(limit.IsCancellationRequested, "Not within 30 s: the dashboard shows a silo");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Dashboard_IsNotThere_UnlessAskedFor()
    {
        using var response = await shared.Gate.Operator.GetAsync("/dashboard/", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}

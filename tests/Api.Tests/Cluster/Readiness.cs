using System.Net;
using System.Text.Json;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>What nodes say of their readiness, and waiting for it.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<(HttpStatusCode Status, JsonElement Body)> Readies(this HttpClient client)
    {
        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Body(response.StatusCode));
    }

    /// <summary>Asks again and again until the node says what is meant.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> Until(this HttpClient client, string meant, Func<JsonElement, bool> isMeant)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (true)
        {
            var said = await client.Readies();
            if (isMeant(said.Body))
            {
                return said;
            }

            Assert.False(limit.IsCancellationRequested, $"Not {meant} within {Limit.TotalSeconds} s: {said.Body}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public static Task Ready(this RunningGate node, int nodes) =>
        node.Operator.Until($"ready among {nodes}", body => body.Text("status") is "ready" && body.GetProperty("nodes").GetInt32() == nodes);

    public static JsonElement Part(this JsonElement body, string name) => body.GetProperty("parts").EnumerateArray().Single(part => part.Text("part") == name);
}

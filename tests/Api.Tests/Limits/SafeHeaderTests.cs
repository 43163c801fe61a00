using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Limits;

/// <summary>Headers that protect who looks with a browser, on answers of every kind; and no foreign origin is let in.</summary>
public sealed class SafeHeaderTests(SharedGate shared)
{
    private const string Foreign = "https://example.invalid";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Responses_CarryThem_WhateverBecameOfTheRequest()
    {
        using var anonymous = shared.Gate.Anonymous;
        foreach (var response in (HttpResponseMessage[])[
            await shared.Gate.Operator.Send("/v1/checks", Calls.CheckOf(Invented.Entity()).ToJsonString()),
            await shared.Gate.Operator.Send("/v1/checks", "{"),                 // an exception on its way
            await shared.Gate.Operator.Send("/v1/checks", "{}", "text/plain"),
            await anonymous.GetAsync("/v1/catalogue", Cancellation),
            await anonymous.GetAsync("/health/live", Cancellation),
            await shared.Gate.Operator.GetAsync("/nowhere", Cancellation)])
        {
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(response.Headers.CacheControl?.NoStore, $"{response.RequestMessage!.RequestUri}: {response.StatusCode}");
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server"));
            response.Dispose();
        }
    }

    [Theory]
    [InlineData("OPTIONS", "/v1/checks")]
    [InlineData("GET", "/v1/catalogue")]
    [InlineData("GET", "/health/live")]
    public async Task ForeignOrigins_AreAllowedNothing(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", Foreign);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key");

        using var response = await shared.Gate.Operator.SendAsync(request, Cancellation);

        Assert.DoesNotContain(response.Headers, static header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.True(method != "OPTIONS" || response.StatusCode == HttpStatusCode.MethodNotAllowed);
    }
}

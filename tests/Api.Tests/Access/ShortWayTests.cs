using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Access;

/// <summary>The short way for plain checks lets nobody through whom the long way refuses, however well it knows the key.</summary>
public sealed partial class ShortWayTests(SharedGate shared)
{
    private const string Short = "application/json";
    private const string Long = "application/json;charset=\"utf-8\"";

    private RunningGate Gate => shared.Gate;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"matters":["MT-C01"]}""", "MT-C02", "matter-beyond-limits")]
    [InlineData("{}", "MT-C02", "matter-beyond-limits")]
    [InlineData("""{"matters":["*"],"regions":["11"]}""", "MT-C01", "subject-beyond-limits")]
    [InlineData("""{"matters":["*"],"subjectKinds":["person"]}""", "MT-C01", "subject-beyond-limits")]
    public async Task Check_IsForbiddenAlike_WhenItLiesBeyondTheKeysLimits(string limits, string matter, string code)
    {
        using var client = await Gate.With("D23", limits: JsonNode.Parse(limits)!.AsObject());
        await client.Get("/v1/catalogue");

        await IsRefused(client, Calls.CheckOf(Invented.Entity(), matter), HttpStatusCode.Forbidden, code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"matters":["MT-C01"],"regions":["36","91"],"subjectKinds":["entity"]}""")]
    public async Task Check_GoesTheShortWay_WhenItLiesWithinTheKeysLimits(string limits)
    {
        using var client = await Gate.With("D23", limits: JsonNode.Parse(limits)!.AsObject());
        await client.Get("/v1/catalogue");

        using var answer = await client.Send("/v1/checks", Calls.CheckOf(Invented.Entity()).ToJsonString(), Short);

        Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Headers.TransferEncodingChunked));      // an answer of the short way states its length
        await IsRefused(client, Calls.CheckOf("91360702XNDEM00278"), HttpStatusCode.UnprocessableEntity, "validation");
    }

    [Theory]
    [InlineData("push")]
    [InlineData("audit")]
    public async Task Check_IsForbiddenAlike_WhenTheKeyIsNotForChecks(string scope)
    {
        using var client = await Gate.With("D01", [scope]);
        await client.Get("/v1/catalogue");

        await IsRefused(client, Calls.CheckOf(Invented.Entity()), HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task Check_IsRefusedAlike_WhenTheKeyWasRevoked()
    {
        var made = await Gate.MakeKey("D23");
        using var client = Gate.ClientFor(made.Text("key")!);
        await client.Check(Calls.CheckOf(Invented.Entity()));
        await client.Check(Calls.CheckOf(Invented.Entity()));

        await Gate.Revoke(made.Text("id")!);

        await IsRefused(client, Calls.CheckOf(Invented.Entity()), HttpStatusCode.Unauthorized, "no-key");
    }

    [Fact]
    public async Task Check_IsRefusedAlike_FromTheInstantAtWhichTheKeyEnds()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var made = await gate.MakeKey("D23", expiresAt: clock.GetUtcNow().AddHours(1));
        using var former = gate.ClientFor(made.Text("key")!);
        using var current = gate.ClientFor((await gate.Rotate(made.Text("id")!, 24)).Text("key")!);
        await former.Check(Calls.CheckOf(Invented.Entity()));
        await current.Check(Calls.CheckOf(Invented.Entity()));

        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await former.Check(Calls.CheckOf(Invented.Entity()));
        await current.Check(Calls.CheckOf(Invented.Entity()));
        clock.Advance(TimeSpan.FromTicks(1));

        await IsRefused(former, Calls.CheckOf(Invented.Entity()), HttpStatusCode.Unauthorized, "no-key");
        await IsRefused(current, Calls.CheckOf(Invented.Entity()), HttpStatusCode.Unauthorized, "no-key");
    }

    private static async Task IsRefused(HttpClient client, JsonObject check, HttpStatusCode status, string code)
    {
        var body = check.ToJsonString();
        using var direct = await client.Send("/v1/checks", body, Short);
        using var whole = await client.Send("/v1/checks", body, Long);

        await direct.Problem(status, code);
        await whole.Problem(status, code);
        Assert.Equal(await Lasting(whole), await Lasting(direct));
        Assert.Equal(whole.Headers.WwwAuthenticate, direct.Headers.WwwAuthenticate);
    }

    private static async Task<string> Lasting(HttpResponseMessage response) =>
        TraceId().Replace(await response.Content.ReadAsStringAsync(Cancellation), "");

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}

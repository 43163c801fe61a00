using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Auth;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Access;

public sealed class CredentialTests(SharedGate shared)
{
    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Credential_IsShownWithItsPrefixScopesAndLimits_AndNeverItsKey()
    {
        var made = await Gate.MakeKey("D22", ["check", "object"], new JsonObject { ["matters"] = new JsonArray("MT-F01"), ["regions"] = new JsonArray("3607") });

        var shown = await Gate.Operator.Get($"/v1/credentials/{made.Text("id")}");

        Assert.StartsWith(made.Text("prefix")!, made.Text("key"), StringComparison.Ordinal);
        Assert.Equal([made.Text("prefix"), "active", "D22"], shown.Texts("prefix", "state", "organisation"));
        Assert.Equal(["check", "object"], shown.GetProperty("scopes").EnumerateArray().Select(static scope => scope.GetString()));
        Assert.Equal("3607", shown.GetProperty("limits").GetProperty("regions")[0].GetString());
        Assert.DoesNotContain(made.Text("key")!, shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(made.Text("id"), Assert.Single((await Gate.Operator.Get($"/v1/credentials?prefix={made.Text("prefix")}")).EnumerateArray()).Text("id"));
    }

    [Fact]
    public async Task Rotation_TakesBothKeysForAWhile_OrTheNewOneAtOnce()
    {
        var made = await Gate.MakeKey("D22");
        using var first = Gate.ClientFor(made.Text("key")!);
        await first.Get("/v1/catalogue");

        using var second = Gate.ClientFor((await Gate.Rotate(made.Text("id")!, 24)).Text("key")!);
        await first.Get("/v1/catalogue");
        await second.Get("/v1/catalogue");

        using var third = Gate.ClientFor((await Gate.Rotate(made.Text("id")!, 0)).Text("key")!);
        await first.Get("/v1/catalogue");
        await second.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await third.Get("/v1/catalogue");
    }

    [Fact]
    public async Task Keys_EndAtTheirInstant_AndFormerOnesAtTheirs()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var made = await gate.MakeKey("D22", expiresAt: clock.GetUtcNow().AddDays(2));
        using var former = gate.ClientFor(made.Text("key")!);
        using var current = gate.ClientFor((await gate.Rotate(made.Text("id")!, 24)).Text("key")!);
        await former.Get("/v1/catalogue");
        await current.Get("/v1/catalogue");

        clock.Advance(TimeSpan.FromDays(1));
        await former.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await current.Get("/v1/catalogue");

        clock.Advance(TimeSpan.FromDays(1));
        await current.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        Assert.Equal("expired", (await gate.Operator.Get($"/v1/credentials/{made.Text("id")}")).Text("state"));
        Assert.Equal("credential-expired", (await gate.Operator.Post($"/v1/credentials/{made.Text("id")}/rotate", new JsonObject(), HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Revocation_HoldsForTheVeryNextCall_AndForGood()
    {
        var made = await Gate.MakeKey("D22");
        using var client = Gate.ClientFor(made.Text("key")!);
        await client.Get("/v1/catalogue");

        Assert.Equal("revoked", (await Gate.Revoke(made.Text("id")!)).Text("state"));

        await client.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        Assert.Equal("revoked", (await Gate.Revoke(made.Text("id")!)).Text("state"));
        Assert.Equal("credential-revoked", (await Gate.Operator.Post($"/v1/credentials/{made.Text("id")}/rotate", new JsonObject(), HttpStatusCode.Conflict)).Text("code"));
        await Gate.Revoke("示例-没有", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revocation_LeavesTheLastOperator()
    {
        await using var gate = await RunningGate.Start();

        Assert.Equal("last-operator", (await gate.Revoke("operator", HttpStatusCode.Conflict)).Text("code"));

        using var other = await gate.With("D01", ["operate"]);
        await other.Post("/v1/credentials/operator/revoke", new JsonObject());
        await gate.Operator.Get("/v1/credentials", HttpStatusCode.Unauthorized);
        await other.Get("/v1/credentials");
    }

    [Fact]
    public async Task Changes_TellWhoDidWhat_AndAnAlteredOneShows()
    {
        var made = await Gate.MakeKey("D40", ["check"]);
        await Gate.Rotate(made.Text("id")!, 1);
        await Gate.Revoke(made.Text("id")!);

        var changes = (await Gate.Operator.Get($"/v1/credentials/changes?credential={made.Text("id")}")).GetProperty("changes").EnumerateArray().ToArray();

        Assert.Equal(["created", "rotated", "revoked"], changes.Select(static change => change.Text("kind")!.ToLowerInvariant()));
        Assert.All(changes, static change => Assert.Equal(["operator", "D40"], change.Texts("by", "organisation")));
        Assert.Equal("示例：系统下线", changes[2].Text("reason"));
        var kept = await Gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Changes(0, int.MaxValue, null);
        Assert.Equal(Enumerable.Range(1, kept.Length).Select(static number => (long)number), kept.Select(static change => change.Number));
        Assert.True(IsWhole(kept));
        Assert.False(IsWhole([.. kept[..^1], kept[^1] with { Reason = "改过" }]));
        Assert.False(IsWhole([.. kept[1..]]));
    }

    [Fact]
    public async Task LastUse_IsToldToTheHour()
    {
        var made = await Gate.MakeKey("D22");
        Assert.Null((await Gate.Operator.Get($"/v1/credentials/{made.Text("id")}")).Text("lastUsedAt"));
        using var client = Gate.ClientFor(made.Text("key")!);
        await client.Get("/v1/catalogue");

        await Gate.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<CredentialUseReport>().Single().Tell();

        var used = (await Gate.Operator.Get($"/v1/credentials/{made.Text("id")}")).GetProperty("lastUsedAt").GetDateTimeOffset();
        Assert.InRange(TimeProvider.System.GetUtcNow() - used, TimeSpan.Zero, TimeSpan.FromHours(2));
        Assert.Equal((0, 0), (used.Minute, used.Second));
    }

    [Theory]
    [InlineData(CredentialRole.Department, "D22", Scopes.Department)]
    [InlineData(CredentialRole.Department, "D01", Scopes.Department | Scope.Audit)]
    [InlineData(CredentialRole.Operator, "D01", Scopes.All)]
    public void OlderCredentials_MayWhatTheyMight(CredentialRole role, string organisation, Scope scopes)
    {
        var older = new Credential("示例", "00", organisation, role, null, TimeProvider.System.GetUtcNow());

        Assert.Equal(scopes, older.Granted);
        Assert.Equal(["*"], older.Reach.Matters);
    }

    [Fact]
    public async Task WrongInput_NamesEveryField()
    {
        var body = JsonNode.Parse("""
            {"organisation":"D22","scopes":["check","operate","fly"],"expiresAt":"2020-01-01T00:00:00Z",
             "limits":{"departments":["D99"],"matters":["MT-X"],"lists":["L99"],"regions":["0"],"subjectKinds":["cat"]}}
            """)!;

        var problem = await Gate.Operator.Post("/v1/credentials", body, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            [
                ("expiresAt", "date-in-past"), ("scopes[1]", "operate-elsewhere"), ("scopes[2]", "unknown-scope"), ("limits.departments[0]", "unknown-department"),
                ("limits.matters[0]", "unknown-matter"), ("limits.lists[0]", "unknown-list"), ("limits.regions[0]", "region-malformed"), ("limits.subjectKinds[0]", "unknown-choice"),
            ],
            problem.Each("faults", "field").Zip(problem.Each("faults", "code")));
        Assert.Equal("out-of-range", (await Gate.Operator.Post("/v1/credentials/示例/rotate", new JsonObject { ["overlapHours"] = 721 }, HttpStatusCode.UnprocessableEntity)).Each("faults", "code")[0]);
    }

    private static bool IsWhole(CredentialChange[] changes)
    {
        var before = "";
        foreach (var change in changes)
        {
            if (change.Sealed(before).Digest != change.Digest)
            {
                return false;
            }

            before = change.Digest;
        }

        return true;
    }
}

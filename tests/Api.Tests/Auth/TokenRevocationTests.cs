using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CreditGate.Api.Auth;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Credentials;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

/// <summary>Bearer tokens that are taken back before they end.</summary>
public sealed class TokenRevocationTests : IAsyncLifetime
{
    private readonly OwnDirectory _directory = new();
    private TokenIssuer _issuer = null!;
    private RunningGate _gate = null!;

    private string Data => Path.Combine(_directory.Path, "data");

    private string[] Options => ["--oidc", _issuer.SettingsIn(_directory.Path)];

    public async ValueTask InitializeAsync()
    {
        _issuer = await TokenIssuer.Start();
        _gate = await RunningGate.Start(directory: Data, args: Options);
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _issuer.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Token_IsRefusedFromTheVeryNextCallOn_AndAfterARestart_AndOthersOfItsBearerAreTaken()
    {
        using var lost = With(Token("示例令牌1"));
        using var other = With(Token("示例令牌2"));
        await lost.Get("/v1/catalogue");

        var revoked = await _gate.RevokeTokens("jti", "示例令牌1");

        await lost.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await other.Get("/v1/catalogue");
        Assert.Matches("^jti-[0-9a-f]{32}$", revoked.Text("id"));
        Assert.False(revoked.TryGetProperty("issuedBefore", out _));
        Assert.DoesNotContain("示例令牌1", (await _gate.Operator.Get("/v1/credentials/revoked-tokens")).ToString() + await _gate.Operator.Get("/v1/credentials/changes"), StringComparison.Ordinal);

        await _gate.Stop();
        _gate = await RunningGate.Start(directory: Data, args: Options);
        using var again = With(Token("示例令牌1"));
        await again.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("credential")]
    public async Task Bearer_LosesAllTokensIssuedBefore_AndIsTakenWithNewerOnes(string by)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var older = With(Token("甲", now.AddMinutes(-2)));
        using var newer = With(Token("乙", now.AddMinutes(-1)));
        using var unsaid = With(_issuer.Token(static token => token.IssuedAt = null));
        using var colleague = With(_issuer.Token(token => (token.Claims["sub"], token.IssuedAt) = ("other@example.invalid", now.AddMinutes(-2).UtcDateTime)));
        HttpClient[] all = [older, newer, unsaid, colleague];
        await Task.WhenAll(all.Select(static client => client.Get("/v1/catalogue")));

        var named = by == "subject" ? "clerk@example.invalid" : RevokedTokens.BearerOf(_issuer.Address, "clerk@example.invalid");
        var revoked = await _gate.RevokeTokens(by, named, more: new() { ["issuedBefore"] = now.AddSeconds(-90).ToString("O") });

        Assert.Equal(RevokedTokens.BearerOf(_issuer.Address, "clerk@example.invalid"), revoked.Text("id"));
        await older.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await unsaid.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await newer.Get("/v1/catalogue");
        await colleague.Get("/v1/catalogue");

        await _gate.RevokeTokens(by, named);      // as of now
        await newer.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await _gate.RevokeTokens(by, named, more: new() { ["issuedBefore"] = now.AddSeconds(-90).ToString("O") });       // an earlier instant gives nothing back
        await newer.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        await colleague.Get("/v1/catalogue");
    }

    [Fact]
    public async Task Revocation_IsAChangeOfItsOwn_OnceHoweverOftenItIsSaid()
    {
        var first = await _gate.RevokeTokens("jti", "示例令牌3");
        Assert.Equal(first.ToString(), (await _gate.RevokeTokens("jti", "示例令牌3")).ToString());
        await _gate.RevokeTokens("subject", "clerk@example.invalid");

        var changes = (await _gate.Operator.Get("/v1/credentials/changes")).GetProperty("changes").EnumerateArray().Where(static change => change.Text("kind")!.EndsWith("evoked", StringComparison.Ordinal)).ToArray();

        Assert.Equal(["tokenRevoked", "bearerRevoked"], changes.Select(static change => char.ToLowerInvariant(change.Text("kind")![0]) + change.Text("kind")![1..]));
        Assert.Equal([first.Text("id"), "operator", "示例：设备遗失"], changes[0].Texts("credential", "by", "reason"));
        Assert.True(changes[1].TryGetProperty("issuedBefore", out _));
        var kept = await _gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Changes(0, int.MaxValue, null);
        Assert.Equal(kept[^1].Digest, (kept[^1] with { Digest = "" }).Sealed(kept[^2].Digest).Digest);
        Assert.NotEqual(kept[^1].Digest, (kept[^1] with { IssuedBefore = null }).Sealed(kept[^2].Digest).Digest);
    }

    [Fact]
    public async Task Revocation_IsForgotten_OnceItsTokensHaveEnded_AndNotBefore()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gate = await RunningGate.Start(clock, args: Options);
        await gate.RevokeTokens("jti", "ends", more: new() { ["expiresAt"] = clock.GetUtcNow().AddHours(1).ToString("O") });
        await gate.RevokeTokens("jti", "lasts");
        Assert.Equal(2, await Listed());

        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await Listed());
        await gate.RevokeTokens("jti", "next");

        var kept = await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Since(-1);
        Assert.Equal([RevokedTokens.IdOf(_issuer.Address, "lasts"), RevokedTokens.IdOf(_issuer.Address, "next")], kept!.Tokens.Select(static token => token.Id));

        async Task<int> Listed() => (await gate.Operator.Get("/v1/credentials/revoked-tokens")).GetProperty("tokens").GetArrayLength();
    }

    [Fact]
    public async Task WrongWords_AreToldByTheirField()
    {
        var later = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O");
        foreach (var (field, code, body) in ((string, string, string)[])[
            ("jti", "one-of", "{}"),
            ("jti", "one-of", """{"jti":"a","subject":"b"}"""),
            ("jti", "missing", """{"jti":" "}"""),
            ("subject", "too-long", $$"""{"subject":"{{new string('a', 301)}}"}"""),
            ("issuer", "unknown-issuer", """{"jti":"a","issuer":"https://example.invalid"}"""),
            ("credential", "not-a-bearer", """{"credential":"operator"}"""),
            ("issuedBefore", "of-a-bearer", """{"jti":"a","issuedBefore":"2026-01-01T00:00:00Z"}"""),
            ("issuedBefore", "date-in-future", $$"""{"subject":"a","issuedBefore":"{{later}}"}"""),
            ("expiresAt", "date-in-past", """{"jti":"a","expiresAt":"2026-01-01T00:00:00Z"}"""),
            ("reason", "too-long", $$"""{"jti":"a","reason":"{{new string('a', 201)}}"}""")])
        {
            var problem = await _gate.Operator.Post("/v1/credentials/revoked-tokens", JsonNode.Parse(body)!, HttpStatusCode.UnprocessableEntity);
            Assert.Equal((field, code), Assert.Single(problem.Each("faults", "field").Zip(problem.Each("faults", "code"))));
        }

        using var department = await _gate.With("D22");
        await department.Post("/v1/credentials/revoked-tokens", new JsonObject { ["jti"] = "a" }, HttpStatusCode.Forbidden);
        Assert.Equal(0, (await _gate.Operator.Get("/v1/credentials/revoked-tokens")).GetProperty("tokens").GetArrayLength());
    }

    [Fact]
    public async Task WithoutAnIssuer_ThereIsNothingToTakeBack()
    {
        await using var gate = await RunningGate.Start();

        Assert.Equal(["no-issuer"], (await gate.RevokeTokens("jti", "a", HttpStatusCode.UnprocessableEntity)).Each("faults", "code"));
    }

    private string Token(string jti, DateTimeOffset? issuedAt = null) => _issuer.Token(token =>
    {
        token.Claims["jti"] = jti;
        token.IssuedAt = issuedAt?.UtcDateTime ?? token.IssuedAt;
    });

    private HttpClient With(string token) => new() { BaseAddress = _gate.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CreditGate.Api.Auth;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

/// <summary>Bearer tokens, from an issuer with keys of its own.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private readonly OwnDirectory _directory = new();
    private TokenIssuer _issuer = null!;
    private RunningGate _gate = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TokenIssuer.Start();
        _gate = await RunningGate.Start(directory: Path.Combine(_directory.Path, "data"), args: ["--oidc", _issuer.SettingsIn(_directory.Path)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _issuer.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Token_ActsForItsOrganisation_WithTheScopesOfItsRoles_AndIsNamedByNoPerson()
    {
        using var clerk = With(_issuer.Token());

        var answer = await clerk.Check(Calls.CheckOf(Invented.Entity(), "MT-H02"));
        var receipt = await clerk.Get($"/v1/receipts/{answer.Text("receipt")}");

        Assert.Equal("D22", receipt.Text("organisation"));
        Assert.Matches("^oidc-[0-9a-f]{32}$", receipt.Text("credential"));
        Assert.DoesNotContain("clerk@", receipt.ToString(), StringComparison.Ordinal);
        await clerk.Post("/v1/records", new System.Text.Json.Nodes.JsonObject { ["rows"] = new System.Text.Json.Nodes.JsonArray() }, HttpStatusCode.Forbidden);
        await clerk.Get("/v1/credentials", HttpStatusCode.Forbidden);
        using var both = With(_issuer.Token());
        both.DefaultRequestHeaders.Add(ApiKey.Header, "cg_wrong");
        await both.Get("/v1/catalogue", HttpStatusCode.Unauthorized);      // a wrong key is not made good by a token
    }

    [Fact]
    public async Task Limits_ComeFromTheirClaim()
    {
        var uscc = Invented.Entity();
        using var here = With(_issuer.Token(token => token.Claims["limits"] = $$"""{"matters":["MT-C02"],"regions":["{{uscc[2..6]}}"]}"""));
        using var elsewhere = With(_issuer.Token(static token => token.Claims["limits"] = """{"matters":["*"],"regions":["11"]}"""));

        await here.Check(Calls.CheckOf(uscc, "MT-C02"));
        Assert.Equal("matter-beyond-limits", (await here.Post("/v1/checks", Calls.CheckOf(uscc, "MT-C01"), HttpStatusCode.Forbidden)).Text("code"));
        Assert.Equal("subject-beyond-limits", (await elsewhere.Post("/v1/checks", Calls.CheckOf(uscc), HttpStatusCode.Forbidden)).Text("code"));
    }

    [Fact]
    public async Task Token_IsRefused_WhenAnythingOfItIsWrong()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var publicKey = Encoding.UTF8.GetBytes(_issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem());
        (string What, Action<SecurityTokenDescriptor> But)[] wrong =
        [
            ("another audience", static token => token.Audience = "elsewhere"),
            ("another issuer", static token => token.Issuer = "https://example.invalid"),
            ("ended", token => (token.IssuedAt, token.NotBefore, token.Expires) = (now.AddHours(-1), now.AddHours(-1), now.AddSeconds(-1))),
            ("not yet", token => (token.NotBefore, token.Expires) = (now.AddMinutes(5), now.AddMinutes(9))),
            ("no end", static token => token.Expires = null),
            ("another key under the same id", token => token.SigningCredentials = new(new RsaSecurityKey(TokenIssuer.NewKey().Rsa) { KeyId = _issuer.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            ("the public key as a secret", token => token.SigningCredentials = new(new SymmetricSecurityKey(publicKey) { KeyId = _issuer.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            ("no signature", static token => token.SigningCredentials = null),
            ("no subject", static token => token.Claims.Remove("sub")),
            ("no organisation", static token => token.Claims.Remove("org")),
            ("an organisation of nowhere", static token => token.Claims["org"] = "D99"),
            ("no role that gives a scope", static token => token.Claims["roles"] = "nobody"),
            ("operate for a department", static token => token.Claims["roles"] = "chief"),
            ("limits that cannot be read", static token => token.Claims["limits"] = "everything"),
            ("limits of nowhere", static token => token.Claims["limits"] = """{"matters":["MT-X"]}"""),
        ];

        foreach (var (what, but) in wrong)
        {
            using var client = With(_issuer.Token(but));
            using var response = await client.GetAsync("/v1/catalogue", Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, what);
            await response.Problem(HttpStatusCode.Unauthorized, "no-key");
            Assert.Contains(response.Headers.WwwAuthenticate, static header => header.Scheme == "Bearer");
        }

        using var garbled = With(_issuer.Token()[..^3]);
        await garbled.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
        using var operatorOfThePlatform = With(_issuer.Token(static token => (token.Claims["org"], token.Claims["roles"]) = ("D01", "chief")));
        await operatorOfThePlatform.Get("/v1/credentials");
    }

    [Fact]
    public async Task Token_WithTheScopeOfMerchantsAlone_AsksForScenes_AndWithAnotherBesideLetsNobodyIn()
    {
        static string Role(TokenIssuer issuer, string roles) => issuer.Token(token =>
            (token.Claims["org"], token.Claims["roles"], token.Claims["limits"]) = ("D35", roles, """{"matters":["MT-J02"]}"""));

        using var merchant = With(Role(_issuer, "merchant"));
        using var both = With(Role(_issuer, "merchant clerk"));

        var told = await merchant.Post("/v1/scenes/checks", Rows.Named(Invented.Person()).With("matter", "MT-J02").With("businessNumber", "示例票1号"));
        Assert.False(told.GetProperty("eligible").GetBoolean());
        await merchant.Post("/v1/checks", Calls.CheckOf(Invented.Entity()), HttpStatusCode.Forbidden);
        await merchant.Get("/v1/changes?after=now", HttpStatusCode.Forbidden);
        await both.Get("/v1/catalogue", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task NewKeysOfTheIssuer_AreTaken()
    {
        using var former = With(_issuer.Token());
        await former.Get("/v1/catalogue");

        _issuer.Rotate();
        using var current = With(_issuer.Token());

        await PushCalls.Until("the new key is known", async () => (await current.GetAsync("/v1/catalogue", Cancellation)).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_IsRefused_WhenTheFileDoesNotHoldTogether()
    {
        foreach (var (text, said) in ((string, string)[])[
            ("{}", "is not as it should be"),
            ("""{"issuer":"http://a.invalid","audience":"a","organisationClaim":"o","rolesClaim":"r","scopes":{}}""", "not https"),
            ("""{"issuer":"https://a.invalid","audience":"a","organisationClaim":"o","rolesClaim":"r","scopes":{"x":["fly"]}}""", "no scope fly")])
        {
            var path = Path.Combine(_directory.Path, "broken.json");
            await File.WriteAllTextAsync(path, text, Cancellation);
            Assert.Contains(said, Assert.Throws<IOException>(() => OidcSettings.Load(path)).Message, StringComparison.Ordinal);
        }
    }

    private HttpClient With(string token) => new() { BaseAddress = _gate.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}

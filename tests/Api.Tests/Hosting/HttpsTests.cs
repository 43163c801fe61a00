using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CreditGate.Api.Auth;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>HTTPS and client certificates, with an authority made for it.</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly OwnDirectory _directory = new();
    private readonly InventedAuthority _authority = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Https_IsSpoken_WithTheCertificateThatWasNamed()
    {
        await using var gate = await Start();
        using var client = Client(gate, null);
        client.DefaultRequestHeaders.Add(ApiKey.Header, gate.Operator.DefaultRequestHeaders.GetValues(ApiKey.Header).Single());

        using var response = await client.GetAsync("/v1/catalogue", Cancellation);

        Assert.Equal("https", gate.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
        await client.Check(Calls.CheckOf(Invented.Entity()));
    }

    [Fact]
    public async Task ClientCertificate_IsAskedFor_AndIsNoKey()
    {
        await using var gate = await Start("--client-ca", Write("clients.pem", _authority.Certificate.ExportCertificatePem()));
        using var certificate = _authority.ForClient();
        using var client = Client(gate, certificate);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/catalogue", Cancellation)).StatusCode);
        client.DefaultRequestHeaders.Add(ApiKey.Header, gate.Operator.DefaultRequestHeaders.GetValues(ApiKey.Header).Single());
        await client.Get("/v1/catalogue");

        using var others = new InventedAuthority();
        using var foreign = others.ForClient();
        using var over = _authority.ForClient(isOver: true);
        using var server = _authority.ForServer();
        foreach (var shown in (X509Certificate2?[])[null, foreign, over, server])
        {
            using var refused = Client(gate, shown);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => refused.GetAsync("/health/live", Cancellation));
        }
    }

    [Fact]
    public async Task Start_IsRefused_WhenTheAuthoritiesCannotBeRead()
    {
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => Start("--client-ca", Write("broken.pem", "nothing")));

        Assert.Contains("holds no certificates", refused.Message, StringComparison.Ordinal);
    }

    private Task<RunningGate> Start(params string[] further)
    {
        using var certificate = _authority.ForServer();
        return RunningGate.Start(directory: Path.Combine(_directory.Path, Guid.NewGuid().ToString("N")), args:
        [
            "--urls", "https://127.0.0.1:0",
            $"--Kestrel:Certificates:Default:Path={Write("tls.crt", certificate.ExportCertificatePem())}",
            $"--Kestrel:Certificates:Default:KeyPath={Write("tls.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}",
            .. further,
        ]);
    }

    /// <summary>Trusts the authority of the test and no other.</summary>
    private HttpClient Client(RunningGate gate, X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Certificate);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new HttpClient(handler) { BaseAddress = gate.Address };
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>An authority of one test, for servers and clients.</summary>
internal sealed class InventedAuthority : IDisposable
{
    private const string Server = "1.3.6.1.5.5.7.3.1";
    private const string Client = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public InventedAuthority()
    {
        var request = new CertificateRequest("CN=示例 CA", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2 ForServer() => Issue("CN=127.0.0.1", Server, Now.AddDays(1));

    public X509Certificate2 ForClient(bool isOver = false) => Issue("CN=示例系统", Client, isOver ? Now.AddHours(-1) : Now.AddDays(1));

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    public X509Certificate2 Issue(string name, string use, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(Certificate, Now.AddHours(-2), until, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}

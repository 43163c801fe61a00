using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CreditGate.Api.Hosting;

/// <summary>HTTPS, and where an authority is named, callers with a certificate of it alone. A key or token says who calls all the same: certificates say from which machine.</summary>
internal static class ClientCertificates
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    public static WebApplicationBuilder AddHttps(this WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (settings.ClientCa is { } path)
        {
            var authorities = Load(path);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => IsFrom(authorities, certificate);
            }));
        }

        return builder;
    }

    private static X509Certificate2Collection Load(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (CryptographicException broken)
        {
            throw new IOException($"--client-ca: '{path}' holds no certificates in PEM.", broken);
        }

        return authorities.Count > 0 ? authorities : throw new IOException($"--client-ca: '{path}' holds no certificates in PEM.");
    }

    /// <summary>Issued by one of the authorities, for clients, and in its time. Lists of revoked ones are not asked for: let them be short-lived.</summary>
    private static bool IsFrom(X509Certificate2Collection authorities, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ClientAuthentication);
        return chain.Build(certificate);
    }
}

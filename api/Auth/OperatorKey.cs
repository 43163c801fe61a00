using System.Text;
using CreditGate.Api.Hosting;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Silo.Hosting;

namespace CreditGate.Api.Auth;

/// <summary>The operator's first key: made on the first run, into a file that only its owner may read. No default password, no key in a log.</summary>
internal sealed class OperatorKey(Settings settings, IGrainFactory grains, PlatformClock clock)
{
    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(settings.DataDirectory, "operator.key"));

    /// <summary>Makes the key if there is none, and sees to it that the service knows it.</summary>
    public async Task<string> Ensure()
    {
        var key = File.Exists(Path) && (await File.ReadAllTextAsync(Path)).Trim() is { Length: > 0 } kept ? kept : Make();
        await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Add(new Credential(
            "operator", ApiKey.HashOf(key), Department.PlatformOperator, CredentialRole.Operator, "first run", clock.GetUtcNow())
        {
            Scopes = Scopes.All,
            Limits = AccessLimits.None,
            Prefix = ApiKey.PrefixOf(key),
        });
        return key;
    }

    private string Make()
    {
        var key = ApiKey.New();
        OwnerOnly.Write(Path, Encoding.UTF8.GetBytes($"{key}\n"));
        return key;
    }
}

using CreditGate.Domain;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CreditGate.Silo.Hosting;

internal static class DomainSerialization
{
    /// <summary>
    /// Domain values cross from node to node in the ledger's own JSON, so the domain knows nothing of Orleans.
    /// Inside a node they are immutable and passed as they are.
    /// </summary>
    public static ISiloBuilder AddDomainSerialization(this ISiloBuilder silo)
    {
        silo.Services.AddDomainSerialization();
        return silo;
    }

    /// <summary>As on the nodes with grains: both ends must agree.</summary>
    public static IClientBuilder AddDomainSerialization(this IClientBuilder client)
    {
        client.Services.AddDomainSerialization();
        return client;
    }

    private static void AddDomainSerialization(this IServiceCollection services) => services
        .AddSerializer(static serializer => serializer.AddJsonSerializer(IsDomainType, LedgerJson.Options))

        // A grain that could not reach the ledger says so to callers on other nodes, in the words that they act on.
        .Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.UnionWith(["CreditGate", "Npgsql"]));

    private static bool IsDomainType(Type type) => type.Namespace?.StartsWith("CreditGate.Domain", StringComparison.Ordinal) is true;
}

using Orleans.Configuration;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>How fast the nodes notice each other's coming and going. ARCHITECTURE tells why these and no others.</summary>
internal static class ClusterTimings
{
    /// <summary>A node that does not answer this many probes is suspected; two suspicions make it dead.</summary>
    private const int MissedProbes = 3;

    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    // Slow answers stretch a probe up to here; three of them are also how long a silent connection still counts as alive.
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    // Gossip tells of changes at once; this is what a lost message of it costs.
    private static readonly TimeSpan ListRead = TimeSpan.FromSeconds(10);

    // Longer than it takes to notice a dead node, so that a call fails because its node is gone, not because a clock ran out first.
    private static readonly TimeSpan Response = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan GatewayRead = TimeSpan.FromSeconds(5);

    public static ISiloBuilder SetTimings(this ISiloBuilder silo) => silo
        .Configure<ClusterMembershipOptions>(static options =>
        {
            (options.ProbeTimeout, options.MaxProbeTimeout, options.NumMissedProbesLimit) = (Probe, LongestProbe, MissedProbes);
            options.TableRefreshTimeout = ListRead;
        })

        // One activation a subject is a matter of speed here, never of correctness: nobody waits for a dead node's leases to run out.
        .Configure<GrainDirectoryOptions>(static options => options.RangeLeaseDuration = TimeSpan.Zero)
        .Configure<SiloMessagingOptions>(static options => (options.ResponseTimeout, options.SystemResponseTimeout) = (Response, Response));

    public static IClientBuilder SetTimings(this IClientBuilder client) => client
        .Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = GatewayRead)
        .Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = Response);
}

using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Hosting.Cluster;

/// <summary>Lets a node without grains start before those that have them: it waits for the first one, for a minute.</summary>
internal sealed partial class ClientPatience(ClusterSettings cluster, TimeProvider time, ILogger<ClientPatience> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ILogger<ClientPatience> _logger = logger;
    private long? _since;

    /// <exception cref="IOException">Nobody came within a minute.</exception>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_since is null)
        {
            LogWaits();
        }

        _since ??= time.GetTimestamp();
        if (time.GetElapsedTime(_since.Value) > Limit)
        {
            throw new IOException(
                $"No node with grains answers in the cluster '{cluster.ClusterId}'. Start one with --role silo or --role all, a gateway port other than 0, "
                + "and the same --cluster, --cluster-id and addresses.",
                exception);
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(2851, LogLevel.Warning, "No node with grains answers yet; waiting for one")]
    private partial void LogWaits();
}

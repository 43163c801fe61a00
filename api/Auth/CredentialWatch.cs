using CreditGate.Actors.Nodes;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Takes credentials and tokens that were taken back out of this node's memory. New ones are asked for when they come.</summary>
internal sealed partial class CredentialWatch(CredentialCache cache, RevokedTokens tokens, IGrainFactory grains, Notices notices, TimeProvider time, ILogger<CredentialWatch> logger)
    : NoticedWork(notices, time)
{
    private readonly ILogger<CredentialWatch> _logger = logger;

    /// <summary>So that a key taken back is refused everywhere within a second, whoever got through.</summary>
    protected override TimeSpan Period => TimeSpan.FromMilliseconds(500);

    /// <summary>After a change made here: this node is the first to go by it.</summary>
    public Task Look() => Try(CancellationToken.None);

    protected override async Task Work(CancellationToken stopping)
    {
        if (await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Since(cache.Version) is { } list)
        {
            tokens.Keep(list.Tokens);
            cache.Keep(list);
        }
    }

    protected override void Hear(Notice what)
    {
        if (what.HasFlag(Notice.Credentials))
        {
            Wake();
        }
    }

    [LoggerMessage(3011, LogLevel.Warning, "The list of credentials cannot be seen; keys known to this node are taken as before until it can")]
    protected override partial void LogFailed(Exception failure);
}

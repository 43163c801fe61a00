using System.Threading.RateLimiting;

namespace CreditGate.Api.Admission;

/// <summary>How many requests of the longer kinds are under way at once, and how many wait, in all and of one caller.</summary>
/// <remarks>Their parts take turns at the <see cref="Turnstile"/>; what is bounded here is what they hold meanwhile, bodies of up to 16 MB above all.</remarks>
internal sealed class Places : IDisposable
{
    /// <summary>Longest wait for a place.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    private static readonly int Cores = Environment.ProcessorCount;

    private readonly Dictionary<Work, Kind> _kinds = new()
    {
        [Work.Batch] = new(2 * Cores, 8 * Cores, 5 * Cores),
        [Work.Push] = new(16 * Cores, 32 * Cores, 12 * Cores),     // many of them only wait for a slow sender
        [Work.Upload] = new(32, 0, 8),
        [Work.Follow] = new(2_000, 0, 200),
    };

    public bool Has(Work work) => _kinds.ContainsKey(work);

    /// <summary>A place to be disposed of; or why there is none.</summary>
    public async ValueTask<(Admittance Admittance, IDisposable? Place)> Take(Work work, string caller, CancellationToken cancellation)
    {
        var kind = _kinds[work];
        var share = kind.OfCaller.AttemptAcquire(caller);
        if (!share.IsAcquired)
        {
            share.Dispose();
            return (Admittance.OverShare, null);
        }

        try
        {
            var place = await Wait(kind.OfAll, cancellation);
            if (place.IsAcquired)
            {
                return (Admittance.In, new Both(share, place));
            }

            place.Dispose();
        }
        catch
        {
            share.Dispose();
            throw;
        }

        share.Dispose();
        return (Admittance.Busy, null);
    }

    public void Dispose()
    {
        foreach (var kind in _kinds.Values)
        {
            kind.OfAll.Dispose();
            kind.OfCaller.Dispose();
        }
    }

    private static async ValueTask<RateLimitLease> Wait(ConcurrencyLimiter limiter, CancellationToken cancellation)
    {
        var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MostWait);
        try
        {
            return await limiter.AcquireAsync(1, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return limiter.AttemptAcquire();
        }
    }

    private sealed class Kind(int places, int waiting, int ofOneCaller)
    {
        public ConcurrencyLimiter OfAll { get; } = new(new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = waiting });

        public PartitionedRateLimiter<string> OfCaller { get; } = PartitionedRateLimiter.Create<string, string>(
            caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions { PermitLimit = ofOneCaller, QueueLimit = 0 }));
    }

    private sealed class Both(IDisposable share, IDisposable place) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            share.Dispose();
        }
    }
}

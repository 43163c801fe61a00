using System.Threading.RateLimiting;

namespace CreditGate.Api.Admission;

/// <summary>How many requests of the longer kinds are under way at once, and how many wait, in all and of one caller.</summary>
/// <remarks>
/// Their parts take turns at the <see cref="Turnstile"/>; what is bounded here is what they hold meanwhile, bodies of up to 16 MB above all.
/// Of batches and pushes a caller gets a part of each node; uploads and followers are numbers, which hold for the cluster.
/// </remarks>
internal sealed class Places : IDisposable
{
    /// <summary>Longest wait for a place.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    private static readonly int Cores = Environment.ProcessorCount;

    private readonly Dictionary<Work, Kind> _kinds = new()
    {
        [Work.Batch] = new(2 * Cores, 8 * Cores, 5 * Cores),
        [Work.Push] = new(16 * Cores, 32 * Cores, 12 * Cores),     // many of them only wait for a slow sender
        [Work.Upload] = new(32, 0, 8, isOfCluster: true),
        [Work.Follow] = new(2_000, 0, 200, isOfCluster: true),
    };

    /// <summary>What callers hold here of the kinds that are numbered for the cluster.</summary>
    public IEnumerable<(Work Work, string Caller, int Count)> Numbered =>
        _kinds.Where(static kind => kind.Value.IsOfCluster).SelectMany(static kind => kind.Value.OfCaller.Here.Select(held => (kind.Key, held.Key, held.Value)));

    public bool Has(Work work) => _kinds.ContainsKey(work);

    /// <summary>A place to be disposed of; or why there is none.</summary>
    public async ValueTask<(Admittance Admittance, IDisposable? Place)> Take(Work work, string caller, CancellationToken cancellation)
    {
        var kind = _kinds[work];
        if (!kind.OfCaller.TryTake(caller))
        {
            return (Admittance.OverShare, null);
        }

        try
        {
            var place = await Wait(kind.OfAll, cancellation);
            if (place.IsAcquired)
            {
                return (Admittance.In, new Both(kind.OfCaller, caller, place));
            }

            place.Dispose();
        }
        catch
        {
            kind.OfCaller.Return(caller);
            throw;
        }

        kind.OfCaller.Return(caller);
        return (Admittance.Busy, null);
    }

    /// <summary>What callers hold on the other nodes, by the name of the work.</summary>
    public void Hear(ILookup<string, KeyValuePair<string, int>> elsewhere)
    {
        foreach (var (work, kind) in _kinds.Where(static kind => kind.Value.IsOfCluster))
        {
            kind.OfCaller.Hear(elsewhere[work.ToString()]);
        }
    }

    public void Dispose()
    {
        foreach (var kind in _kinds.Values)
        {
            kind.OfAll.Dispose();
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

    private sealed class Kind(int places, int waiting, int ofOneCaller, bool isOfCluster = false)
    {
        public bool IsOfCluster { get; } = isOfCluster;

        public ConcurrencyLimiter OfAll { get; } = new(new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = waiting });

        public HeldPlaces OfCaller { get; } = new(ofOneCaller);
    }

    private sealed class Both(HeldPlaces ofCaller, string caller, IDisposable place) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            ofCaller.Return(caller);
        }
    }
}

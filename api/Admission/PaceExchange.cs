using CreditGate.Contracts.Nodes;

namespace CreditGate.Api.Admission;

/// <summary>Tells the other nodes four times a second what callers with a limit took here, and charges them here with what they took there.</summary>
/// <remarks>So a caller gets its rate from the cluster as a whole, and on each node one burst of a second's worth. While the others cannot be heard, each node goes by its own count.</remarks>
internal sealed partial class PaceExchange(CallerPaces paces, IGrainFactory grains, TimeProvider time, ILogger<PaceExchange> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ILogger<PaceExchange> _logger = logger;
    private readonly Dictionary<string, CallerTakings> _heard = new(StringComparer.Ordinal);
    private Guid _began;
    private bool _isSilent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Exchange().WaitAsync(Patience, time, stoppingToken);
                _isSilent = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_isSilent)
                {
                    LogAlone(failure);
                }

                _isSilent = true;
            }
        }
    }

    /// <summary>What was told and not heard of again is lost: the limit is then too wide by it, once.</summary>
    private async Task Exchange()
    {
        CallerTakings[] taken = [.. paces.Limited.Select(static one => new CallerTakings(one.Key, one.Value.Checks.Told(), one.Value.Others.Told()) { Misses = one.Value.Misses.Told(), Owed = one.Value.Misses.Owed }).Where(one => one.Checks + one.Others > 0 || one.Misses != 0 || _heard.ContainsKey(one.Caller))];
        if (taken is [])
        {
            return;
        }

        var totals = await grains.GetGrain<ICallerPacesGrain>(ICallerPacesGrain.Key).Add(taken);
        var pace = paces.Limited.ToDictionary(StringComparer.Ordinal);
        foreach (var (own, total) in taken.Zip(totals.Totals))
        {
            if (!_heard.TryGetValue(own.Caller, out var before))
            {
                pace[own.Caller].Misses.OwedElsewhere(total.Owed, total.Age);       // or a caller could begin afresh at every node
            }
            else if (totals.Began == _began)
            {
                pace[own.Caller].Checks.ChargeElsewhere(total.Checks - before.Checks - own.Checks);
                pace[own.Caller].Others.ChargeElsewhere(total.Others - before.Others - own.Others);
                pace[own.Caller].Misses.CountElsewhere(total.Misses - before.Misses - own.Misses);
            }

            _heard[own.Caller] = total;
        }

        _began = totals.Began;
    }

    [LoggerMessage(3013, LogLevel.Warning, "What callers took on other nodes is not known; until it is, each node holds them to their limits by itself")]
    private partial void LogAlone(Exception failure);
}

using CreditGate.Contracts.Nodes;

namespace CreditGate.Api.Admission;

/// <summary>Tells the other nodes twice a second what callers have under way here, and hears what they have there.</summary>
/// <remarks>While the others cannot be heard, each node goes by its own count.</remarks>
internal sealed partial class PlaceExchange(Places places, IGrainFactory grains, TimeProvider time, ILogger<PlaceExchange> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly ILookup<string, KeyValuePair<string, int>> Nothing = Array.Empty<string>().ToLookup(static kind => kind, static _ => default(KeyValuePair<string, int>));

    private readonly ILogger<PlaceExchange> _logger = logger;
    private readonly Guid _node = Guid.NewGuid();
    private bool _isSilent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Exchange(stoppingToken);
                _isSilent = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                places.Hear(Nothing);
                if (!_isSilent)
                {
                    LogAlone(failure);
                }

                _isSilent = true;
            }
        }
    }

    private async Task Exchange(CancellationToken stopping)
    {
        var held = places.Numbered.Select(static one => new HeldPlace(one.Work.ToString(), one.Caller, one.Count)).ToArray();
        var elsewhere = await grains.GetGrain<ICallerPlacesGrain>(ICallerPlacesGrain.Key).Tell(_node, held).AsTask().WaitAsync(Patience, time, stopping);
        places.Hear(elsewhere.ToLookup(static one => one.Kind, static one => KeyValuePair.Create(one.Caller, one.Count), StringComparer.Ordinal));
    }

    [LoggerMessage(3016, LogLevel.Warning, "What callers have under way on other nodes is not known; until it is, each node bounds it by itself")]
    private partial void LogAlone(Exception failure);
}

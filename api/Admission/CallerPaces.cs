using System.Collections.Concurrent;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Admission;

/// <summary>How often one caller may ask. Single checks are paced apart, so that a caller's own batches never keep its counters waiting.</summary>
/// <param name="Checks">Single checks.</param>
/// <param name="Others">Everything else; a batch or a push takes one for each of its items.</param>
/// <param name="Misses">What it asks about in vain.</param>
internal sealed record CallerPace(Pace Checks, Pace Others, Misses Misses)
{
    public static CallerPace Unlimited { get; } = new(new Pace(0, TimeProvider.System), new Pace(0, TimeProvider.System), new Misses(0, TimeProvider.System));

    public bool IsLimited => Checks.IsLimited || Others.IsLimited || Misses.IsLimited;

    public Pace Of(Work work) => work == Work.Check ? Checks : Others;
}

/// <summary>The paces of all callers of this node, by their credential: the keys of one credential share one.</summary>
internal sealed partial class CallerPaces(Settings settings, TimeProvider time, SlowedCallers slowed, ILogger<CallerPaces> logger)
{
    private readonly ILogger<CallerPaces> _logger = logger;
    private readonly ConcurrentDictionary<string, CallerPace> _known = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, CallerPace>> Limited => _known;

    /// <summary>Whoever operates the platform is limited only by what its own credential says: it must get through.</summary>
    public CallerPace Of(string credential, Scope scopes, AccessLimits limits)
    {
        var isOperator = (scopes & Scope.Operate) != 0;
        var checks = limits.ChecksPerSecond ?? (isOperator ? 0 : settings.ChecksPerSecond);
        var others = limits.OthersPerSecond ?? (isOperator ? 0 : settings.OthersPerSecond);
        var misses = limits.MissesPerMinute ?? (isOperator ? 0 : settings.MissesPerMinute);
        return checks == 0 && others == 0 && misses == 0
            ? CallerPace.Unlimited
            : _known.GetOrAdd(credential, _ => new CallerPace(new Pace(checks, time), new Pace(others, time), new Misses(misses, time, () => Notice(credential, misses))));
    }

    private void Notice(string credential, int misses)
    {
        LogMisses(credential, misses);
        slowed.Note(credential);
    }

    [LoggerMessage(3014, LogLevel.Warning, "Credential {Credential} asked for more than {Count} subjects a minute that nobody knows: it is slowed. Somebody may be trying out names and numbers")]
    private partial void LogMisses(string credential, int count);
}

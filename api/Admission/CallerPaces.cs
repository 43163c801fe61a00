using System.Collections.Concurrent;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Admission;

/// <summary>How often one caller may ask. Single checks are paced apart, so that a caller's own batches never keep its counters waiting.</summary>
/// <param name="Checks">Single checks.</param>
/// <param name="Others">Everything else; a batch or a push takes one for each of its items.</param>
internal sealed record CallerPace(Pace Checks, Pace Others)
{
    public static CallerPace Unlimited { get; } = new(new Pace(0, TimeProvider.System), new Pace(0, TimeProvider.System));

    public bool IsLimited => Checks.IsLimited || Others.IsLimited;

    public Pace Of(Work work) => work == Work.Check ? Checks : Others;
}

/// <summary>The paces of all callers of this node, by their credential: the keys of one credential share one.</summary>
internal sealed class CallerPaces(Settings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CallerPace> _known = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, CallerPace>> Limited => _known;

    /// <summary>Whoever operates the platform is limited only by what its own credential says: it must get through.</summary>
    public CallerPace Of(string credential, Scope scopes, AccessLimits limits)
    {
        var isOperator = (scopes & Scope.Operate) != 0;
        var checks = limits.ChecksPerSecond ?? (isOperator ? 0 : settings.ChecksPerSecond);
        var others = limits.OthersPerSecond ?? (isOperator ? 0 : settings.OthersPerSecond);
        return checks == 0 && others == 0
            ? CallerPace.Unlimited
            : _known.GetOrAdd(credential, static (_, made) => new CallerPace(new Pace(made.checks, made.time), new Pace(made.others, made.time)), (checks, others, time));
    }
}

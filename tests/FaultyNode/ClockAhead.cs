using System.Globalization;

namespace CreditGate.FaultyNode;

/// <summary>Some days ahead: what would become due by then is due as soon as the node looks.</summary>
internal sealed class ClockAhead(TimeSpan by) : TimeProvider
{
    private const string Name = "ahead:";

    /// <summary>Of a fault called <c>ahead:DAYS</c>; null when it is another.</summary>
    public static ClockAhead? Of(string fault) => fault.StartsWith(Name, StringComparison.Ordinal)
        ? new ClockAhead(TimeSpan.FromDays(int.Parse(fault.AsSpan(Name.Length), NumberStyles.None, CultureInfo.InvariantCulture)))
        : null;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}

using CreditGate.Domain.Deadlines;

namespace CreditGate.Domain.Catalogues;

/// <summary>An organisation of the plan (D01 to D55). D01 operates the platform.</summary>
public sealed record Department(string Code, LocalText Name)
{
    /// <summary>The Development and Reform Commission, which operates the platform and may relay lists of others.</summary>
    public const string PlatformOperator = "D01";

    /// <summary>The governments of the city's counties and districts: joint actions across regions reach them.</summary>
    public const string Counties = "D55";

    /// <summary>Begins the region codes of the city's counties and districts (GB/T 2260).</summary>
    public const string City = "3607";

    /// <summary>Whose terms apply to it: the city's, unless the catalogue says otherwise.</summary>
    public Level Level { get; init; } = Level.Municipal;
}

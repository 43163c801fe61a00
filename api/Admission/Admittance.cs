namespace CreditGate.Api.Admission;

/// <summary>What becomes of a request that wants in.</summary>
internal enum Admittance
{
    In,

    /// <summary>The service has more to do than it can do in time.</summary>
    Busy,

    /// <summary>The caller has more under way than its share, while others wait.</summary>
    OverShare,
}

using CreditGate.LoadTests.Planning;

namespace CreditGate.LoadTests.Traffic;

/// <summary>One request to be sent.</summary>
/// <param name="Number">Decides everything about its content.</param>
/// <param name="Due">When it should be sent, as a timestamp of Stopwatch; latency counts from here.</param>
internal readonly record struct Order(long Number, long Due, RequestKind Kind, int Subject, int Matter, bool IsVerified);

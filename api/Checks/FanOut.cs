namespace CreditGate.Api.Checks;

/// <summary>How much of one batch is under way at once: enough to keep the cores busy, too little to starve single checks.</summary>
internal static class FanOut
{
    /// <summary>How many checks of a batch are decided from memory in one turn: some 50 µs.</summary>
    public const int Run = 32;

    private static readonly int Degree = 8 * Environment.ProcessorCount;

    public static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Degree, CancellationToken = cancellation };
}

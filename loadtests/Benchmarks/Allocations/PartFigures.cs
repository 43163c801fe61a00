namespace CreditGate.Benchmarks.Allocations;

/// <summary>What one call of a part costs, the same on every machine and in every run.</summary>
/// <param name="Allocated">Bytes.</param>
/// <param name="Length">Of what it writes, in bytes; null when it writes nothing.</param>
internal sealed record PartFigures(long Allocated, int? Length)
{
    /// <summary>Null when it costs no more than before.</summary>
    /// <param name="margin">Part by which it may allocate more.</param>
    public string? WorseThan(PartFigures before, double margin) => (Allocated > before.Allocated * (1 + margin), Length > before.Length) switch
    {
        (true, _) => $"allocates {Allocated} bytes, {before.Allocated} before",
        (_, true) => $"writes {Length} bytes, {before.Length} before",
        _ => null,
    };
}

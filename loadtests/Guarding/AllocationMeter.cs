using System.Text.RegularExpressions;

namespace CreditGate.LoadTests.Guarding;

/// <summary>What the service has allocated since it started, by its own metrics.</summary>
internal sealed partial class AllocationMeter(HttpClient client)
{
    /// <summary>The last reading, good as long as nothing was asked since.</summary>
    public long Last { get; private set; }

    /// <summary>Once the service is at rest and its receipts are sealed: what becomes of a receipt is part of the check that made it.</summary>
    public async Task<long> Bytes(CancellationToken cancellation)
    {
        await ServiceRest.Wait(client, cancellation);
        await ServiceRest.Seal(client, cancellation);
        return Last = ServiceRest.Value(Allocated(), await ServiceRest.Wait(client, cancellation));
    }

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();
}

using System.Diagnostics;

namespace CreditGate.LoadTests.Running;

/// <summary>What the generator itself used: processor time that the service could not have.</summary>
/// <param name="CpuShare">Of one core, while it ran.</param>
internal readonly record struct Cost(double CpuMicrosecondsPerRequest, double CpuShare, double BytesPerRequest);

internal sealed class OwnCost
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processor = Processor;
    private readonly long _allocated = GC.GetTotalAllocatedBytes();
    private TimeSpan _used;
    private double _seconds;
    private long _bytes;

    private static TimeSpan Processor => Environment.CpuUsage.TotalTime;

    public void Stop() => (_used, _seconds, _bytes) =
        (Processor - _processor, Stopwatch.GetElapsedTime(_started).TotalSeconds, GC.GetTotalAllocatedBytes() - _allocated);

    public Cost Of(long requests) => new(_used.TotalMicroseconds / Math.Max(1, requests), _used.TotalSeconds / _seconds, (double)_bytes / Math.Max(1, requests));
}

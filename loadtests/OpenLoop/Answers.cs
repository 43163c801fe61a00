using HdrHistogram;

namespace CreditGate.LoadTests.OpenLoop;

/// <summary>What one phase of callers met: answers in time, refusals, and everything else, which is a failure.</summary>
internal sealed class Answers
{
    private readonly LongHistogram _answered = new(TimeSpan.FromMinutes(5).Ticks / TimeSpan.TicksPerMicrosecond, 3);
    private readonly LongHistogram _refused = new(TimeSpan.FromMinutes(5).Ticks / TimeSpan.TicksPerMicrosecond, 3);
    private readonly Lock _lock = new();
    private int _failed;
    private int _gone;

    /// <summary>Until the last answer.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>Until the last caller came.</summary>
    public TimeSpan Came { get; set; }

    public long Answered => _answered.TotalCount;

    public long Refused => _refused.TotalCount;

    /// <summary>Answered wrongly, or not at all.</summary>
    public int Failed => _failed;

    public long Sent => Answered + Refused + Failed;

    /// <summary>Milliseconds, from the instant at which the check was sent.</summary>
    public double P99 => _answered.GetValueAtPercentile(99) / 1000.0;

    /// <summary>Milliseconds.</summary>
    public double Longest => Math.Max(At(_answered, 100), At(_refused, 100));

    /// <summary>A caller that found no connection free.</summary>
    public void Gone() => Interlocked.Increment(ref _gone);

    public void Add(int status, TimeSpan latency)
    {
        lock (_lock)
        {
            switch (status)
            {
                case 200:
                    _answered.RecordValue((long)latency.TotalMicroseconds);
                    break;
                case 429 or 503:
                    _refused.RecordValue((long)latency.TotalMicroseconds);
                    break;
                default:
                    _failed++;
                    break;
            }
        }
    }

    public string Told =>
        $"answered/s={Answered / Took.TotalSeconds:F0} refused/s={Refused / Took.TotalSeconds:F0} gone/s={_gone / Took.TotalSeconds:F0} failed={_failed} p50-ms={At(_answered, 50):F1} p99-ms={At(_answered, 99):F1} "
        + $"max-ms={At(_answered, 100):F1} refused-p99-ms={At(_refused, 99):F1}";

    private static double At(LongHistogram histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1000.0;
}

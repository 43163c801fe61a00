using CreditGate.Push.Jobs;

namespace CreditGate.Push.Showing;

/// <summary>One line about a running job: rows, rate, what is left, what was rejected.</summary>
internal static class JobLine
{
    public static string Of(PushJobView job, Words words, DateTimeOffset now)
    {
        var parts = new List<string> { words.Rows(job.Settled, job.File.Rows) };
        if (job is { Rate: > 0 and { } rate, HasEnded: false })
        {
            parts.Add(words.Rate(rate));
            if (job.EstimatedEnd is { } end && end > now)
            {
                parts.Add(words.Left(end - now));
            }
            else if (job.EstimatedEnd is null)
            {
                parts.Add(words.Left(TimeSpan.FromSeconds((job.File.Rows - job.Settled) / rate)));
            }
        }

        if (job.Rejected > 0)
        {
            parts.Add(words.Rejected(job.Rejected));
        }

        return string.Join("  ", parts);
    }
}

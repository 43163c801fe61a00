using CreditGate.Push.Jobs;

namespace CreditGate.Push.Showing;

/// <summary>Plain lines for logs and pipes: one every few seconds, and one for each new state.</summary>
internal sealed class LinesView(TextWriter output, Words words, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long? _saidAt;
    private string? _stage;

    public void Uploading(long sent, long total) => Show("upload", sent == total, () => $"{words.Upload}  {words.Uploading(sent, total)}");

    public void Working(PushJobView job) => Show(job.State, false, () => $"{words.State(job.State)}  {JobLine.Of(job, words, clock.GetUtcNow())}");

    public void Say(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }

    private void Show(string stage, bool isLast, Func<string> line)
    {
        lock (_lock)
        {
            if (stage == _stage && !isLast && _saidAt is { } said && clock.GetElapsedTime(said) < Between)
            {
                return;
            }

            (_stage, _saidAt) = (stage, clock.GetTimestamp());
            output.WriteLine(line());
        }
    }
}

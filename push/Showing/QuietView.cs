using CreditGate.Push.Jobs;

namespace CreditGate.Push.Showing;

/// <summary>Only what must be said.</summary>
internal sealed class QuietView(TextWriter output) : IProgressView
{
    private readonly Lock _lock = new();

    public void Uploading(long sent, long total)
    {
    }

    public void Working(PushJobView job)
    {
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }
}

using CreditGate.Push.Jobs;

namespace CreditGate.Push.Showing;

/// <summary>What became of a job, for the reader and for a log.</summary>
internal static class JobReport
{
    public static void Write(PushJobView job, Terminal terminal, Words words)
    {
        terminal.Output.WriteLine(words.Summary(job));
        if (job.Missing > 0)
        {
            terminal.Output.WriteLine(words.Missing(job.Missing));
        }

        if (job.DoublePublicity is { } publicity && publicity.OnTime + publicity.Late > 0)
        {
            terminal.Output.WriteLine(words.DoublePublicity(publicity.OnTime, publicity.Late));
        }

        if (job.Fault is { } fault)
        {
            terminal.Error.WriteLine($"{fault.Code}  {fault.Message}");
        }
    }
}

using CreditGate.Push.Jobs;
using Spectre.Console;

namespace CreditGate.Push.Showing;

/// <summary>A bar for the upload and one for the job, on a terminal.</summary>
internal sealed class BarView(IAnsiConsole console, ProgressContext bars, Words words, TimeProvider clock) : IProgressView
{
    private readonly Lock _lock = new();
    private ProgressTask? _upload;
    private ProgressTask? _job;

    public static Task<T> Show<T>(IAnsiConsole console, Words words, TimeProvider clock, Func<IProgressView, Task<T>> work) => console.Progress()
        .AutoRefresh(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(bars => work(new BarView(console, bars, words, clock)));

    public void Uploading(long sent, long total)
    {
        lock (_lock)
        {
            _upload ??= bars.AddTask(Markup.Escape(words.Upload), maxValue: Math.Max(1, total));
            _upload.Value = total == 0 ? 1 : sent;
            _upload.Description = Markup.Escape($"{words.Upload}  {words.Uploading(sent, total)}");
        }
    }

    public void Working(PushJobView job)
    {
        lock (_lock)
        {
            _job ??= bars.AddTask(Markup.Escape(words.State(job.State)), maxValue: Math.Max(1, job.File.Rows));
            _job.Value = job.File.Rows == 0 ? 1 : job.Settled;
            _job.Description = Markup.Escape($"{words.State(job.State)}  {JobLine.Of(job, words, clock.GetUtcNow())}");
            if (job.HasEnded)
            {
                _job.StopTask();
            }
        }
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            console.WriteLine(line);
        }
    }
}

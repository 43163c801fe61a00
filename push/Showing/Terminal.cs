using CreditGate.Push.CommandLine;
using Spectre.Console;

namespace CreditGate.Push.Showing;

/// <summary>Where a run is seen: results on the standard output, everything else on the standard error.</summary>
internal sealed record Terminal(TextWriter Output, TextWriter Error, IAnsiConsole? Bars, TimeProvider Clock, Func<string, string?> Environment)
{
    /// <summary>This process's own. Bars only where somebody looks.</summary>
    public static Terminal Own() => new(
        Console.Out,
        Console.Error,
        Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        TimeProvider.System,
        System.Environment.GetEnvironmentVariable);

    public Task<T> Show<T>(PushOptions options, Words words, Func<IProgressView, Task<T>> work) => (options.ShowProgress, Bars) switch
    {
        (false, _) => work(new QuietView(Error)),
        (true, { } console) => BarView.Show(console, words, Clock, work),
        (true, null) => work(new LinesView(Error, words, Clock)),
    };
}

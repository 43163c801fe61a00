using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Running;
using Spectre.Console;

namespace CreditGate.LoadTests.Reports;

/// <summary>What is seen while a scenario runs.</summary>
internal abstract class RunView : IDisposable
{
    /// <summary>A picture that redraws itself on a terminal, a line every five seconds elsewhere.</summary>
    public static RunView Of(Scenario scenario, bool isPlain) =>
        isPlain || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? new PlainView(scenario) : new LiveView(scenario);

    public abstract void Say(string step);

    public abstract void Look(Glance glance);

    public virtual void End(RunResult result, string directory) => Console.WriteLine(SummaryText.Of(result, directory));

    public virtual void Dispose()
    {
    }

    private sealed class PlainView : RunView
    {
        private const double SecondsALine = 5;
        private double _next;

        public PlainView(Scenario scenario) => Console.WriteLine($"{scenario.Name}: {scenario.Story}");

        public override void Say(string step)
        {
        }

        public override void Look(Glance glance)
        {
            if (glance.Seconds >= _next && glance.Answered > 0)
            {
                _next = glance.Seconds + SecondsALine;
                Console.WriteLine(FormattableString.Invariant(
                    $"{glance.Seconds,6:F0}/{glance.Of:F0} s  {glance.Rate,7}/s  p50 {glance.P50:F2} ms  p99 {glance.P99:F2} ms  errors {glance.Errors}  right {glance.Right}  wrong {glance.Wrong}"));
            }
        }
    }

    /// <summary>Drawn by a task of its own from what it was told last.</summary>
    private sealed class LiveView : RunView
    {
        private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(250);
        private readonly TaskCompletionSource _ended = new();
        private readonly Scenario _scenario;
        private readonly Task _drawing;
        private readonly List<double> _rates = [];
        private Glance _glance;
        private string _step = "connecting";

        public LiveView(Scenario scenario)
        {
            _scenario = scenario;
            _drawing = AnsiConsole.Live(Picture()).AutoClear(true).StartAsync(Draw);
        }

        public override void Say(string step) => _step = step;

        public override void Look(Glance glance)
        {
            (_glance, _step) = (glance, glance.Answered == 0 ? "warming up" : "measuring");
            _rates.Add(glance.Rate);
        }

        public override void Dispose()
        {
            _ended.TrySetResult();
            _drawing.Wait();
            base.Dispose();
        }

        public override void End(RunResult result, string directory)
        {
            Dispose();
            base.End(result, directory);
        }

        private async Task Draw(LiveDisplayContext context)
        {
            while (await Task.WhenAny(_ended.Task, Task.Delay(BetweenFrames)) != _ended.Task)
            {
                context.UpdateTarget(Picture());
            }
        }

        private Panel Picture()
        {
            var glance = _glance;
            var done = glance.Of > 0 ? glance.Seconds / glance.Of : 0;
            var figures = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "");
            figures.AddRow("[grey]requests/s[/]", $"[bold]{glance.Rate:N0}[/]", "[grey]answered[/]", $"{glance.Answered:N0}");
            figures.AddRow("[grey]p50[/]", FormattableString.Invariant($"{glance.P50:F2} ms"), "[grey]p99[/]", FormattableString.Invariant($"[bold]{glance.P99:F2} ms[/]"));
            figures.AddRow("[grey]errors[/]", Alarming(glance.Errors), "[grey]right / wrong[/]", $"{glance.Right:N0} / {Alarming(glance.Wrong)}");
            var bar = new Markup($"[green]{new string('━', (int)(done * 50))}[/][grey]{new string('━', 50 - (int)(done * 50))}[/] {glance.Seconds:F0}/{glance.Of:F0} s");
            return new Panel(new Spectre.Console.Rows(new Text(_scenario.Story), new Text(_step), bar, figures, new Text(Sparkline()))).Header($" {_scenario.Name} ").Expand();
        }

        /// <summary>The last rates as a line of bars.</summary>
        private string Sparkline()
        {
            var last = _rates.TakeLast(60).ToArray();
            var most = last.Append(1).Max();
            return string.Concat(last.Select(rate => "▁▂▃▄▅▆▇█"[(int)(rate / most * 7)]));
        }

        private static string Alarming(long count) => count == 0 ? "0" : $"[red]{count:N0}[/]";
    }
}

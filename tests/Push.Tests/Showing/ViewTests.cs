using CreditGate.Push.Jobs;
using CreditGate.Push.Showing;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Xunit;

namespace CreditGate.Push.Tests.Showing;

public sealed class ViewTests
{
    private static readonly PushJobView Running = new() { Id = "1", State = "running", File = new FileView { Rows = 1_000 }, Settled = 250, Rate = 50, Rejected = 2 };

    [Fact]
    public void JobLine_TellsRowsRateRestAndRejects() => Assert.Equal(
        "250 of 1,000 rows  50 rows/s  about 0:15 left  2 rejected", JobLine.Of(Running, new Words(Language.En), DateTimeOffset.UnixEpoch));

    [Fact]
    public void JobLine_BelievesTheServicesEstimate_WhenItGivesOne() => Assert.Equal(
        "250 / 1,000 行  50 行/秒  约剩 1:00:05  拒绝 2",
        JobLine.Of(Running with { EstimatedEnd = DateTimeOffset.UnixEpoch.AddSeconds(3605) }, new Words(Language.Zh), DateTimeOffset.UnixEpoch));

    [Fact]
    public void LinesView_SaysALineEveryFewSeconds_AndOneForEachState()
    {
        var output = new StringWriter();
        var clock = new FakeTimeProvider();
        var view = new LinesView(output, new Words(Language.En), clock);

        view.Working(Running);
        view.Working(Running with { Settled = 300 });
        clock.Advance(TimeSpan.FromSeconds(6));
        view.Working(Running with { Settled = 400 });
        view.Working(Running with { State = "withdrawing", Settled = 500 });

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["running  250", "running  400", "withdrawing  500"], lines.Select(static line => line[..line.IndexOf(" of", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task BarView_ShowsABarForUploadAndJob_OnATerminal()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;

        await BarView.Show(console, new Words(Language.En), new FakeTimeProvider(), static view =>
        {
            view.Uploading(512, 1024);
            view.Say("a line that stays");
            view.Uploading(1024, 1024);
            view.Working(Running);
            view.Working(Running with { State = "completed", Settled = 1_000 });
            return Task.FromResult(0);
        });

        Assert.Contains("a line that stays", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("100% upload  sent 1.0 KB of 1.0 KB", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("100% completed  1,000 of 1,000 rows", output.ToString(), StringComparison.Ordinal);
    }
}

using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

public sealed class DataDirectoryTests(SharedGate shared)
{
    [Fact]
    public async Task Start_IsRefused_WhenTheDirectoryIsTaken()
    {
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => RunningGate.Start(directory: shared.Gate.Directory));

        Assert.Contains("is in use by process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_EndsWithOneSentence_WhenTheDirectoryIsTaken()
    {
        using var second = GateProcess.Start(shared.Gate.Directory);
        await second.Exited();

        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith("The data directory ", second.Output.Trim());
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        Assert.Single(second.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Process_EndsWithOneSentence_WhenTheDemoWouldMixWithRealData()
    {
        using var directory = new OwnDirectory();
        var real = await RunningGate.Start(directory: directory.Path);
        await (await real.As("D22")).Push(Rows.WageDefaulter(Invented.Entity()));
        await real.Stop();

        using var demo = GateProcess.Start(directory.Path, "--demo");
        await demo.Exited();

        Assert.Equal(1, demo.ExitCode);
        Assert.Contains("--demo was refused", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", demo.Output, StringComparison.Ordinal);
    }
}

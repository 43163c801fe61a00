using CreditGate.Silo.Hosting;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Hosting;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _parent = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Root => _parent.File("data");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Open_Refuses_WhenThisProcessHoldsTheDirectory()
    {
        using var held = DataDirectory.Open(Root);

        var refusal = Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(Root));

        Assert.Equal(Environment.ProcessId, refusal.Owner);
        Assert.Contains(Root, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Succeeds_WhenTheDirectoryWasLetGo()
    {
        DataDirectory.Open(Root).Dispose();

        using var again = DataDirectory.Open(Root);

        Assert.True(File.Exists(again.LedgerPath));
    }

    [Fact]
    public async Task Open_RefusesAnotherProcess_UntilItsOwnerIsKilled()
    {
        using var owner = ChildProcess.Start("hold", Root);
        Assert.Equal(["held"], await owner.Lines(1, Cancellation));

        var refusal = Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(Root));
        await owner.Kill(Cancellation);

        Assert.Equal(owner.Id, refusal.Owner);
        DataDirectory.Open(Root).Dispose();
    }

    [Fact]
    public void Open_LetsOnlyTheOwnerIn_WhenItCreatesFiles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var directory = DataDirectory.Open(Root);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(Root));
        Assert.All(Directory.GetFiles(Root), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(file)));
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);
}

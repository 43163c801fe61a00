using CreditGate.Silo.Hosting;
using Xunit;

namespace CreditGate.Silo.Tests.Hosting;

public sealed class OwnerOnlyTests : IDisposable
{
    private const int Rounds = 300;

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void WriteFirst_LeavesWhatIsThere()
    {
        var path = Path.Combine(_directory, "key");

        OwnerOnly.WriteFirst(path, [1]);
        OwnerOnly.WriteFirst(path, [2]);

        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(_directory));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void WriteFirst_SaysWhatCannotBeMade()
    {
        var refused = Assert.ThrowsAny<IOException>(() => OwnerOnly.WriteFirst(Path.Combine(_directory, "missing", "key"), [1]));

        Assert.Contains("key", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    /// <summary>Many rounds, because the moment between looking and naming is short.</summary>
    [Fact]
    public async Task WriteFirst_IsWonOnce_WhenManyWriteAtATime()
    {
        using var round = new Barrier(8);
        var seen = await Task.WhenAll(Enumerable.Range(0, round.ParticipantCount).Select(writer => Task.Factory.StartNew(
            () => Enumerable.Range(0, Rounds).Select(at => AfterWriting(writer, at, round)).ToArray(),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(Enumerable.Range(0, Rounds), at => Assert.Single(seen.Select(writer => writer[at]).Distinct()));
        Assert.Equal(Rounds, Directory.EnumerateFiles(_directory).Count());
    }

    private byte AfterWriting(int writer, int at, Barrier round)
    {
        var path = Path.Combine(_directory, $"key-{at}");
        Assert.True(round.SignalAndWait(TimeSpan.FromMinutes(1)));
        OwnerOnly.WriteFirst(path, [(byte)writer]);
        return File.ReadAllBytes(path)[0];
    }
}

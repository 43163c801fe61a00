using System.Text;
using CreditGate.Push.Jobs;
using CreditGate.Push.Tests.Peer;
using Xunit;

namespace CreditGate.Push.Tests.Following;

public sealed class RejectsTests
{
    private static readonly string Rejected = string.Concat(Enumerable.Range(1, 5_000).Select(static line => $"{line},CF_WSH,missing,示例\n"));

    [Fact]
    public async Task Run_WritesTheRejectedRowsBesideTheFile()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        Completed(peer, rejected: 3);
        peer.Rejects.Enqueue(static context => PushPeer.Json(context, 200, Rejected, "text/csv; charset=utf-8"));

        var code = await user.Run(peer, user.File("penalties.csv", PushUser.Rows(1_000)));

        Assert.Equal(ExitCode.SomeRejected, code);
        Assert.Equal(Rejected, await File.ReadAllTextAsync(user.Path("penalties.rejects.csv"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(user.Path("penalties.rejects.csv.part")));
        Assert.Contains("penalties.rejects.csv", user.Output.ToString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(user.Path("penalties.rejects.csv")));
        }
    }

    [Fact]
    public async Task Run_FetchesThemAgainWhole_WhenTheConnectionBreaks()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        Completed(peer, rejected: 3);
        peer.Rejects.Enqueue(static async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Rejected[..20_000]));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        peer.Rejects.Enqueue(static context => PushPeer.Json(context, 200, Rejected, "application/x-ndjson"));

        var code = await user.Run(peer, "--follow", PeerJob.Id, "--rejects", user.Path("mine.txt"));

        Assert.Equal(ExitCode.SomeRejected, code);
        Assert.Equal(Rejected, await File.ReadAllTextAsync(user.Path("mine.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_DoesNotClaimSuccess_WhenTheRejectsCannotBeWritten()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        Completed(peer, rejected: 3);
        peer.Rejects.Enqueue(static context => PushPeer.Json(context, 200, Rejected, "text/csv"));

        var code = await user.Run(peer, "--follow", PeerJob.Id, "--rejects", user.Path("no/such/directory.csv"));

        Assert.Equal(ExitCode.GaveUp, code);
        Assert.Contains("directory.csv", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("penalties.csv", "penalties.rejects")]
    [InlineData("penalties.csv.gz", "penalties.rejects")]
    [InlineData("rows", "rows.rejects")]
    public void StemBeside_NamesTheFile(string file, string stem) =>
        Assert.Equal(Path.Combine("data", stem), RejectsFile.StemBeside(Path.Combine("data", file)));

    private static void Completed(PushPeer peer, int rejected)
    {
        peer.Jobs.Clear();
        peer.Jobs.Enqueue(PeerJob.Of("completed", 100, rejected));
    }
}

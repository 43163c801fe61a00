using System.Text;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>Files carry ID numbers; nothing in the data directory does.</summary>
public sealed class PushPrivacyTests
{
    [Fact]
    public async Task IdNumbers_AreNowhereInTheData_WhileAFileArrivesAndAfterItIsIn()
    {
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(directory.Path);
        using var client = await process.Operator(directory.Path);
        var (taken, rejected, arriving) = (Invented.Person(), Invented.Person(), Invented.Person());
        var bad = Rows.JudgmentDefaulter(rejected, rejected.IdNumber).With("reason", rejected.IdNumber).With("decidedOn", "2026-02-30");
        var job = await client.PushFile(SentFile.Of(Rows.JudgmentDefaulter(taken), bad));
        Assert.Contains(rejected.IdNumber, await client.Lines(job, "rejects"), StringComparison.Ordinal);      // its sender gets it back
        using (await RawUpload.Begin(client, PushCalls.NewKey(), 1_000_000, Repeated(arriving.IdNumber)))
        {
            await PushCalls.Until("part of the file is written", () => Task.FromResult(
                Directory.EnumerateFiles(Path.Combine(directory.Path, "uploads"), "*.part").Any(static file => new FileInfo(file).Length > 100_000)));
            await process.Kill();
        }

        Assert.Equal(1, job.Number("created"));
        Assert.Equal(1, job.Number("rejected"));
        foreach (var id in (string[])[taken.IdNumber, rejected.IdNumber, arriving.IdNumber])
        {
            Assert.Empty(directory.FilesWith(Encoding.UTF8.GetBytes(id)));
            Assert.Empty(directory.FilesWith(Encoding.Unicode.GetBytes(id)));
            Assert.DoesNotContain(id, process.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_AreNotInTheData()
    {
        using var directory = new OwnDirectory();
        var gate = await RunningGate.Start(directory: directory.Path);
        await gate.Operator.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())));
        await gate.Stop();

        var file = Assert.Single(Directory.GetFiles(OwnDirectory.KeysOf(directory.Path)));
        var key = System.Text.Json.JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))[0].Text("secret")!;
        Assert.Empty(directory.FilesWith(Encoding.UTF8.GetBytes(key)));
        Assert.Empty(directory.FilesWith(Convert.FromBase64String(key)));
    }

    [Fact]
    public async Task Process_EndsWithOneSentence_WhenTheKeysWouldLieInTheData()
    {
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(directory.Path, "--keys", Path.Combine(directory.Path, "keys"));
        await process.Exited();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("lies inside the data directory", process.Output, StringComparison.Ordinal);
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    private static byte[] Repeated(string id) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(id + "\n", 20_000)));
}

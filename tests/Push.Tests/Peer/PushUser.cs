using CreditGate.Push.Showing;
using Xunit;

namespace CreditGate.Push.Tests.Peer;

/// <summary>Somebody who runs the command in a directory of their own, against a peer.</summary>
internal sealed class PushUser : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("creditgate-push-tests").FullName;

    /// <summary>Waits are short, so that no test is slow; their order stays.</summary>
    public RetryPace Pace { get; set; } = new()
    {
        First = TimeSpan.FromMilliseconds(5),
        Longest = TimeSpan.FromMilliseconds(40),
        Poll = TimeSpan.FromMilliseconds(5),
        GiveUpAfter = TimeSpan.FromSeconds(30),
    };

    public string? KeyInEnvironment { get; set; } = "the-key";

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public string Path(string name) => System.IO.Path.Combine(_directory, name);

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    /// <summary>Content that does not repeat, so that bytes out of place are seen.</summary>
    public static byte[] Rows(int bytes, int seed = 1)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        content[0] = (byte)'{';
        return content;
    }

    public Task<ExitCode> Run(PushPeer peer, params string[] args) => Run([.. args, "--url", peer.Address.ToString(), "--lang", "en"], TestContext.Current.CancellationToken);

    public Task<ExitCode> Run(string[] args, CancellationToken interrupted) =>
        PushProgram.Run(args, new Terminal(Output, Error, null, TimeProvider.System, Environment), Pace, interrupted).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string? Environment(string name) => name == "CREDITGATE_KEY" ? KeyInEnvironment : null;
}

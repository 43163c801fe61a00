using CreditGate.Push;
using CreditGate.Push.Showing;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>The push command as a department runs it, against a service of this test.</summary>
internal sealed class PushCommand(Uri address, string keyFile)
{
    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public static PushCommand Of(HttpClient service, string data) => new(service.BaseAddress!, Path.Combine(data, "operator.key"));

    public Task<ExitCode> Run(params string[] args) => PushProgram.Run(
        [.. args, "--url", address.ToString(), "--key-file", keyFile, "--lang", "en"],
        new Terminal(Output, Error, null, TimeProvider.System, static _ => null),
        RetryPace.Default,
        TestContext.Current.CancellationToken);
}

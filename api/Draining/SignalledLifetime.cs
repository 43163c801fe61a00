using System.Runtime.InteropServices;

namespace CreditGate.Api.Draining;

/// <summary>Turns the signals of an orderly stop into a drain. Beside the framework's own lifetime, because that one ends streams and uploads at the signal.</summary>
/// <remarks>SIGTERM drains, a second one stops at once; Ctrl+C and SIGQUIT stop at once: somebody sits there.</remarks>
internal sealed class SignalledLifetime(Drain drain, IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take(() => _ = drain.Run())));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Take(lifetime.StopApplication)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Take(lifetime.StopApplication)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private static Action<PosixSignalContext> Take(Action answer) => context =>
    {
        context.Cancel = true;     // the process ends when its services have
        answer();
    };
}

using System.Runtime.InteropServices;
using CreditGate.Push;
using CreditGate.Push.Showing;

using var interrupted = new CancellationTokenSource();
using var pressed = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
return (int)await PushProgram.Run(args, Terminal.Own(), RetryPace.Default, interrupted.Token);

// What is durable stays so: an upload resumes at the next run, a job goes on without its watcher.
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}

namespace CreditGate.Actors.Pushes;

/// <summary>Wakes those who watch a push job on this node. It says that some job moved, not which.</summary>
public sealed class PushSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next pulse after this call: take it before looking at the job, or a move in between goes unseen.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace CreditGate.Silo.Storage.Sqlite;

/// <summary>A unit of work that shares a transaction with others and is durable, or not, as a whole.</summary>
internal abstract class WriteCommand<TSession>
{
    /// <summary>About how many rows it writes; bounds what goes into one commit.</summary>
    public abstract int Rows { get; }

    /// <summary>May run a second time, after a rollback, when a neighbour in the same transaction failed.</summary>
    public abstract void Execute(TSession session);

    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <summary>Work as a function; its result reaches the caller when it is durable.</summary>
internal sealed class WriteCommand<TSession, T>(int rows, Func<TSession, T> work) : WriteCommand<TSession>
{
    // The writer's thread must never run a caller's continuation.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override int Rows => rows;

    public Task<T> Task => _completion.Task;

    public override void Execute(TSession session) => _result = work(session);

    public override void Complete() => _completion.TrySetResult(_result!);

    public override void Fail(Exception error) => _completion.TrySetException(error);
}

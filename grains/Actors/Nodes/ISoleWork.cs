namespace CreditGate.Actors.Nodes;

/// <summary>Lets one node at a time do what any of them may do. Correctness never rests on it: it spares the others the work.</summary>
public interface ISoleWork
{
    /// <summary>Runs work unless another node is at it. Returns whether it ran.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">Who is at it cannot be asked.</exception>
    Task<bool> TryRun(string name, Func<Task> work, CancellationToken cancellation);
}

/// <summary>For a process that shares its ledger with nobody.</summary>
internal sealed class OwnWork : ISoleWork
{
    public async Task<bool> TryRun(string name, Func<Task> work, CancellationToken cancellation)
    {
        await work();
        return true;
    }
}

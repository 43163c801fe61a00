namespace CreditGate.Api.Hosting;

/// <summary>How many threads of the pool run at once before it waits and sees.</summary>
internal static class PoolThreads
{
    /// <summary>Beside one for each processor.</summary>
    public const int ForWorkBeside = 6;

    /// <summary>Raises the pool's least number; what an operator set higher stays.</summary>
    /// <remarks>
    /// By itself the pool runs one thread for each processor and adds another when nothing has ended for half a second. Looking receipts through and sealing hold a
    /// thread for tens of milliseconds at a time, and on two processors two such steps at once kept every check waiting while the processors were free.
    /// </remarks>
    public static void Raise()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + ForWorkBeside), ports);
    }
}

using System.Diagnostics;
using Xunit;

namespace CreditGate.Fuzzing;

/// <summary>Runs a reader over many inputs that nobody means to send. The same input comes again with the seed that a failure names.</summary>
internal static class Fuzz
{
    /// <summary>Bytes that reading one input may allocate: inputs are below 4 MB.</summary>
    private const long MostAllocated = 64 << 20;

    /// <summary>How long one input may take, on a machine with other work.</summary>
    private static readonly TimeSpan MostTaken = TimeSpan.FromSeconds(10);

    /// <summary>All inputs of one kind together: whoever hangs is found by this.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static bool IsFull => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is not null;

    /// <param name="usual">Inputs by default.</param>
    /// <param name="full">Inputs with CREDITGATE_FULL=1.</param>
    /// <param name="read">Must give an answer, and throw nothing, whatever the input.</param>
    public static async Task Each(int usual, int full, Action<Mutator> read)
    {
        var at = -1;
        await Task.Run(
            () =>
            {
                for (var seed = 0; seed < (IsFull ? full : usual); seed++)
                {
                    at = seed;
                    One(seed, read);
                }
            },
            TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken)
            .ContinueWith(
                ended => ended.Exception?.InnerException is TimeoutException ? throw new TimeoutException($"Seed {Volatile.Read(ref at)} hangs.") : ended,
                TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
    }

    private static void One(int seed, Action<Mutator> read)
    {
        var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            read(new Mutator(seed));
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"Seed {seed}: {thrown.GetType().Name}: {thrown.Message}", thrown);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostAllocated, $"Seed {seed} allocates {GC.GetAllocatedBytesForCurrentThread() - allocated} bytes.");
        Assert.True(Stopwatch.GetElapsedTime(began) < MostTaken, $"Seed {seed} takes {Stopwatch.GetElapsedTime(began)}.");
    }
}

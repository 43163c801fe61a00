using CreditGate.Api.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

public sealed class PoolThreadsTests
{
    [Fact]
    public void Raise_LeavesThreadsBesideThoseOfTheProcessors()
    {
        PoolThreads.Raise();

        ThreadPool.GetMinThreads(out var workers, out _);
        Assert.True(workers >= Environment.ProcessorCount + 6, $"{workers} threads");
    }

    [Fact]
    public void Raise_LeavesAHigherNumber()
    {
        ThreadPool.GetMinThreads(out var before, out var ports);
        try
        {
            ThreadPool.SetMinThreads(Environment.ProcessorCount + 20, ports);

            PoolThreads.Raise();

            ThreadPool.GetMinThreads(out var workers, out _);
            Assert.Equal(Environment.ProcessorCount + 20, workers);
        }
        finally
        {
            ThreadPool.SetMinThreads(before, ports);
        }
    }
}

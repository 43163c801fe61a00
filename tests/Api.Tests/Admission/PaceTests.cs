using CreditGate.Api.Admission;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTake_GivesASecondsWorthAtOnce_AndThenWhatTimeBrings()
    {
        var pace = new Pace(100, _time);

        Assert.Equal(100, Take(pace));
        Assert.InRange(pace.Wait, TimeSpan.FromMilliseconds(9), TimeSpan.FromMilliseconds(11));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(25, Take(pace));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, Take(pace));
    }

    [Fact]
    public void TryTake_GivesNoMoreThanTheLimit_HoweverManyAskAtOnce()
    {
        var pace = new Pace(1_000, _time);
        using var start = new Barrier(4);
        var taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var attempt = 0; attempt < 2_000; attempt++)
            {
                if (pace.TryTake())
                {
                    Interlocked.Increment(ref taken);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.Equal(1_000, taken);
        Assert.Equal(1_000, pace.Told());
        Assert.Equal(0, pace.Told());
    }

    [Fact]
    public void Charge_IsPaidOffBeforeMoreIsGiven_AndReturnUndoesATake()
    {
        var pace = new Pace(100, _time);
        pace.Charge(300);
        Assert.Equal(0, Take(pace));
        Assert.InRange(pace.Wait, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.1));

        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(pace.TryTake());
        pace.Return();
        Assert.Equal(100, Take(pace));
        Assert.Equal(400, pace.Told());
    }

    [Fact]
    public void TryTake_AllocatesNothing()
    {
        var pace = new Pace(1_000_000, TimeProvider.System);
        Take(pace, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Take(pace, 10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void NoLimit_AlwaysGives()
    {
        CallerPace.Unlimited.Others.Charge(1_000_000);

        Assert.True(CallerPace.Unlimited.Others.TryTake());
        Assert.Equal(TimeSpan.Zero, CallerPace.Unlimited.Others.Wait);
    }

    private static int Take(Pace pace, int atMost = 100_000)
    {
        var taken = 0;
        while (taken < atMost && pace.TryTake())
        {
            taken++;
        }

        return taken;
    }
}

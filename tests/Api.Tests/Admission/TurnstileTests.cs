using CreditGate.Api.Admission;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

public sealed class TurnstileTests
{
    private static readonly TimeSpan Rest = Governor.LeastRest;

    private readonly FakeTimeProvider _time = new();
    private readonly Turnstile _turnstile;

    public TurnstileTests()
    {
        _turnstile = new Turnstile(_time);
        _turnstile.Adjust(2, 4, Rest);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_ComeInTheirOrder_AndBeforeEverythingElse()
    {
        await Fill();
        var read = Ask("b");
        var part = _turnstile.EnterPart(Cancellation).AsTask();
        var (first, second) = (Check("c"), Check("d"));

        _turnstile.Leave("a");
        await first;
        Assert.All((Task[])[second, read, part], static task => Assert.False(task.IsCompleted));
        _turnstile.Leave("a");
        await second;
        _turnstile.Leave("c");
        Assert.Equal(Admittance.In, await read);
        Assert.False(part.IsCompleted);
        _turnstile.Leave("d");
        await part;
        Assert.Equal(2, _turnstile.Inside);
    }

    [Fact]
    public async Task Others_GetATurnNowAndThen_HoweverManyChecksCome()
    {
        _turnstile.Adjust(1, 100, Rest);
        await Check("a");
        var part = _turnstile.EnterPart(Cancellation).AsTask();
        Task[] checks = [.. Enumerable.Range(0, 40).Select(_ => Check("a"))];

        for (var turn = 0; turn < 16; turn++)
        {
            _turnstile.Leave("a");
        }

        await part;
        await Task.WhenAll(checks.Take(15));
        Assert.All(checks.Skip(15), static check => Assert.False(check.IsCompleted));
    }

    [Fact]
    public async Task Check_IsRefusedAtOnce_WhenAsManyWaitAsCanBeServedInTime()
    {
        await Fill();
        var waiting = Enumerable.Range(0, 4).Select(_ => Check("a")).ToArray();
        Assert.True(_turnstile.IsFull);

        Assert.Equal(Admittance.Busy, await Check("a"));
        Assert.Equal(Admittance.Busy, await Ask("a"));
        Assert.All(waiting, static check => Assert.False(check.IsCompleted));
    }

    [Fact]
    public async Task Waiting_EndsInARefusal_WhenNobodyLeaves()
    {
        await Fill();
        var check = Check("a");
        var part = _turnstile.EnterPart(Cancellation).AsTask();

        _time.Advance(2 * Turnstile.MostWait);
        _turnstile.Adjust(2, 4, Rest);
        Assert.False(check.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        _turnstile.Adjust(2, 4, Rest);

        Assert.Equal(Admittance.Busy, await check);
        Assert.False(part.IsCompleted);
    }

    [Fact]
    public async Task Caller_WithMoreThanItsShareIsTold_WhileOthersWait()
    {
        _turnstile.Adjust(20, 40, Rest);
        for (var number = 0; number < 20; number++)
        {
            await Check("greedy");
        }

        var greedy = Enumerable.Range(0, 10).Select(_ => Check("greedy")).ToArray();
        var modest = Check("modest");

        Assert.Equal(Admittance.OverShare, await Check("greedy"));
        Assert.False(Check("modest").IsCompleted);
        Assert.All(greedy.Append(modest), static check => Assert.False(check.IsCompleted));
    }

    [Fact]
    public async Task Caller_WhoGoesAwayTakesNobodysTurn()
    {
        await Fill();
        using var gone = new CancellationTokenSource();
        var first = _turnstile.Enter("a", isCheck: true, gone.Token).AsTask();
        var second = Check("b");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _turnstile.Leave("a");

        Assert.Equal(Admittance.In, await second);
        Assert.Equal(2, _turnstile.Inside);
    }

    [Fact]
    public async Task Turns_AreNeitherLostNorGivenTwice_WhenManyRaceForThem()
    {
        var turnstile = new Turnstile(TimeProvider.System);
        turnstile.Adjust(3, 1_000, Rest);
        var (inside, most, let) = (0, 0, 0);

        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancellation }, async (number, cancellation) =>
        {
            using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (number % 7 == 0)
            {
                impatient.CancelAfter(TimeSpan.FromMicroseconds(number % 100));
            }

            var caller = number % 3 == 0 ? null : $"{number % 5}";
            try
            {
                if (caller is null)
                {
                    await turnstile.EnterPart(impatient.Token);
                }
                else if (await turnstile.Enter(caller, number % 2 == 0, impatient.Token) != Admittance.In)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return;
            }

            InterlockedMax(ref most, Interlocked.Increment(ref inside));
            Interlocked.Increment(ref let);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            turnstile.Leave(caller);
        });

        Assert.InRange(most, 1, 3);
        Assert.True(let > 1_000, $"Only {let} were let in.");
        Assert.Equal((0, (0, 0)), (turnstile.Inside, turnstile.Waiting));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known;)
        {
            var found = Interlocked.CompareExchange(ref most, value, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }

    private async Task Fill()
    {
        Assert.Equal(Admittance.In, await Check("a"));
        Assert.Equal(Admittance.In, await Check("a"));
    }

    private Task<Admittance> Check(string caller) => _turnstile.Enter(caller, isCheck: true, Cancellation).AsTask();

    private Task<Admittance> Ask(string caller) => _turnstile.Enter(caller, isCheck: false, Cancellation).AsTask();
}

using CreditGate.Domain.Decisions;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class RulingCacheTests
{
    [Fact]
    public async Task Check_KeepsTheRuling_UntilAWriteOrTimeCouldChangeIt()
    {
        using var directory = new TemporaryDirectory();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 6, 1, 0, 0, TimeSpan.Zero));
        await using var silo = await RunningSilo.Start(directory.Root, clock);
        var subject = Rows.Entity();
        await silo.Push(subject, Rows.WageDefault(1) with { Until = new DateOnly(2026, 5, 10) });

        async Task<Ruling> Ruling(string matter = Rows.Procurement) => (await silo.Check(subject, matter)).Answer.Ruling;

        // One object in the grain, passed by reference inside the silo: kept, not made again, when it was asked for twice in a short time.
        var once = await Ruling();
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.NotSame(once, await Ruling());
        clock.Advance(TimeSpan.FromSeconds(9));
        var first = await Ruling();
        Assert.NotSame(once, first);
        Assert.Equal(once.ChangesAt, first.ChangesAt);
        var changesAt = Assert.NotNull(first.ChangesAt);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Same(first, await Ruling());
        Assert.NotSame(first, await Ruling(Rows.Honours));
        Assert.Same(first, await Ruling());

        clock.Advance(changesAt - clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.Same(first, await Ruling());
        clock.Advance(TimeSpan.FromTicks(1));
        _ = await Ruling();
        var expired = await Ruling();
        Assert.NotSame(first, expired);
        Assert.Equal((Outcome.Refuse, Outcome.Proceed), (first.Outcome, expired.Outcome));
        Assert.Same(expired, await Ruling());

        // A permit changes nothing of what is said, another listing does.
        await silo.Push(subject, Rows.Permit(1));
        _ = await Ruling();
        Assert.Equal(expired, await Ruling());
        await silo.Push(subject, Rows.WageDefault(1, number: "示人社列〔示例〕2号"));
        _ = await Ruling();
        var rewritten = await Ruling();
        Assert.Equal(Outcome.Refuse, rewritten.Outcome);
        Assert.Same(rewritten, await Ruling());
    }
}

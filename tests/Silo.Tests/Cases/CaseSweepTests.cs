using CreditGate.Actors.Changes;
using CreditGate.Contracts.Cases;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Cases;

public sealed class CaseSweepTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>Its twentieth day lies in the Spring Festival of 2026, 15 to 23 February.</summary>
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 28, 2, 0, 0, TimeSpan.Zero));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Overdue_IsToldOnce_AfterTheFestival_AndMeasuresStaySuspended_AlsoOverARestart()
    {
        var subject = Rows.Entity();
        var record = Rows.WageDefault(1) with { DecidedOn = new DateOnly(2026, 1, 5), ListedOn = new DateOnly(2026, 1, 5) };
        await using (var silo = await RunningSilo.Start(_directory.Root, _clock))
        {
            await silo.Push(subject, record);
            var reply = await silo.Object(subject, "OB-1", record.Ref);
            Assert.Equal(new DateOnly(2026, 2, 24), reply.Case!.Deadlines.Single().DueOn);

            _clock.SetUtcNow(new DateTimeOffset(2026, 2, 24, 15, 59, 59, TimeSpan.Zero));
            await Sweep(silo);
            Assert.Equal(["Annotate", "TargetPassed"], await Told(silo));
        }

        await using var again = await RunningSilo.Start(_directory.Root, _clock);
        _clock.SetUtcNow(new DateTimeOffset(2026, 2, 24, 16, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sweep(again)));
        await Sweep(again);

        Assert.Equal(["Annotate", "TargetPassed", "Overdue"], await Told(again));
        var standing = (await again.Grain(subject).Look(new(Consistency.Default, 0))).Standing;
        Assert.True(standing.Cases["OB-1"].IsOverdue);
        Assert.NotEqual(Outcome.Refuse, (await again.Check(subject)).Answer.Ruling.Outcome);
        Assert.Contains("D01", (await Entries(again)).Last().Departments);
    }

    [Fact]
    public async Task Sweep_TellsOfNothing_WhenTheCaseWasConcludedInTime()
    {
        await using var silo = await RunningSilo.Start(_directory.Root, _clock);
        var subject = Rows.Entity();
        var record = Rows.WageDefault(1) with { DecidedOn = new DateOnly(2026, 1, 5), ListedOn = new DateOnly(2026, 1, 5) };
        await silo.Push(subject, record);
        await silo.Object(subject, "OB-1", record.Ref);
        await silo.Step(subject, "OB-1", "Start");
        await silo.Step(subject, "OB-1", "Uphold", "示例");

        _clock.Advance(TimeSpan.FromDays(60));
        await Sweep(silo);

        Assert.Equal(["Annotate", "Start", "Uphold"], await Told(silo));
    }

    private static async Task Sweep(RunningSilo silo)
    {
        while (await silo.Grains.GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }
    }

    private static async Task<IEnumerable<string>> Told(RunningSilo silo) => (await Entries(silo)).Select(static moved => moved.Event);

    private static async Task<List<CaseChange>> Entries(RunningSilo silo) =>
        [.. (await silo.Services.GetRequiredService<IChangeLedger>().Changes(0, 1_000, TestContext.Current.CancellationToken)).Select(static stored => stored.Change.Case).OfType<CaseChange>()];
}

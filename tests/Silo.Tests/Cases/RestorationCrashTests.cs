using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Tests.Coverage;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Cases;

/// <summary>The process dies after the past answers were found and before anybody was told: the next one finds them again, and each department is told once.</summary>
public sealed class RestorationCrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    /// <param name="committed">The task came to the ledger, and nobody lived to know.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryAnswerIsFound_AndEachDepartmentToldOnce_OverACrash(bool committed)
    {
        var subject = Rows.Entity();
        await using (var silo = await RunningSilo.Start(_directory.Root, _clock))
        {
            await silo.Push(subject, Rows.WageDefault(1));
            await Refused(silo, subject, "D24", "D24", "D23");
            _clock.Advance(TimeSpan.FromHours(1));
            await silo.Object(subject, "OB-1", Rows.WageDefault(1).Ref);
            await silo.Step(subject, "OB-1", "Start");
            await silo.Step(subject, "OB-1", "Withdraw", "示例");
            _clock.Advance(TimeSpan.FromMinutes(1));
            silo.Ledger.Of(subject).NextAppend(async real =>
            {
                if (committed)
                {
                    await real();
                }

                throw new LedgerUnavailableException("Died.", new IOException());
            });
            await silo.Grains.GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();
            Assert.Contains(silo.Log.Entries, static entry => entry.Event == 1501);
        }

        await using var again = await RunningSilo.Start(_directory.Root, _clock);
        for (var round = 0; round < 3; round++)
        {
            await again.Grains.GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();
        }

        var told = (await again.Services.GetRequiredService<IChangeLedger>().Changes(0, 1_000, Cancellation)).Select(static stored => stored.Change.Case).OfType<CaseChange>().ToArray();
        var opened = Assert.Single(told, static change => change.Event == "RestorationOpened");
        Assert.Equal(["D12", "D22", "D23", "D24"], opened.Departments);
        var kept = (ObjectionCase)(await again.Grain(subject).Look(new(Domain.Evidence.Consistency.Default, 0))).Standing.Cases["OB-1"];
        Assert.Equal([("D23", 1), ("D24", 2)], kept.Restoration!.Value.Select(static task => (task.Organisation, task.Answers)));
    }

    /// <summary>Answers that rested on the listing, with their receipts in the ledger.</summary>
    private async Task Refused(RunningSilo silo, SubjectKey subject, params string[] organisations)
    {
        var ruling = (await silo.Check(subject)).Answer.Ruling;
        var edition = silo.Services.GetRequiredService<Catalogue>().At(_clock.GetUtcNow()).Id;
        await silo.Services.GetRequiredService<IReceiptLedger>().AddReceipts([.. organisations.Select((organisation, index) =>
            SampleCase.Receipt(_clock.GetUtcNow(), department: organisation, subject: subject.Value, sequence: index + 1, ruling: ruling, edition: edition))]);
    }
}

using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to linked persons.</summary>
public abstract class PendingMirrorContract(ILedgerUnderTest ledger) : IDisposable
{
    private readonly SubjectKey _person = Sample.Subject();
    private readonly SubjectKey _entity = Sample.Subject();

    private ISubjectLedger Ledger => ledger.Subjects;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task PendingMirrors_HoldsWhatWasOwed_UntilDelivered()
    {
        await Append(0, Mirror("1"), Mirror("2"));

        var owed = await Ledger.PendingMirrors(10, Cancellation);
        await Ledger.MirrorsDelivered([owed[0]]);

        Assert.Equal(["1", "2"], owed.Select(mirror => mirror.Record.Number));
        Assert.All(owed, mirror => Assert.Equal((_person, _entity.Value), (mirror.Person, mirror.Record.Mirror?.Subject)));
        Assert.Equal(["2"], (await Ledger.PendingMirrors(10, Cancellation)).Select(mirror => mirror.Record.Number));
    }

    [Fact]
    public async Task PendingMirrors_ReturnsTheOldest_WhenThereAreMoreThanAskedFor()
    {
        await Append(0, Mirror("1"), Mirror("2"), Mirror("3"));

        Assert.Equal(["1", "2"], (await Ledger.PendingMirrors(2, Cancellation)).Select(mirror => mirror.Record.Number));
    }

    [Fact]
    public async Task PendingMirrors_OwesNothing_WhenTheAppendConflicted()
    {
        await Append(7, Mirror("1"));

        Assert.Empty(await Ledger.PendingMirrors(10, Cancellation));
    }

    [Fact]
    public async Task MirrorsDelivered_KeepsTheNewerMirror_WhenTheOlderIsReported()
    {
        var older = Mirror("1");
        var newer = older with { Record = older.Record with { Dispute = new DisputeMark("示例异议", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 21)) } };
        await Append(0, older);
        await Append(1, newer);

        await Ledger.MirrorsDelivered([older]);

        Assert.NotNull(Assert.Single(await Ledger.PendingMirrors(10, Cancellation)).Record.Dispute);
    }

    [Fact]
    public async Task MirrorsDelivered_ChangesNothing_WhenRepeated()
    {
        var mirror = Mirror("1");
        await Append(0, mirror);

        await Ledger.MirrorsDelivered([mirror]);
        await Ledger.MirrorsDelivered([mirror]);

        Assert.Empty(await Ledger.PendingMirrors(10, Cancellation));
    }

    private PendingMirror Mirror(string number) => Sample.Mirror(_person, Sample.Penalty(number), _entity.Value);

    private Task<AppendOutcome> Append(long expected, params PendingMirror[] mirrors) =>
        Ledger.Append(Sample.Append(_entity, expected, "own") with { Mirrors = [.. mirrors] });
}

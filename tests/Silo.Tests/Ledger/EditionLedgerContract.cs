using CreditGate.Domain.Catalogues.Publishing;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger of editions owes its callers.</summary>
public abstract class EditionLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Acts_ComeBackInOrder_WithTheirPackages()
    {
        Assert.True(await ledger.Editions.Enter(Act(1, EditionActKind.Submitted), [1, 2, 3]));
        Assert.True(await ledger.Editions.Enter(Act(2, EditionActKind.Published) with { StartsAt = Sample.Instant.AddDays(1) }, null));

        Assert.Equal([Act(1, EditionActKind.Submitted), Act(2, EditionActKind.Published) with { StartsAt = Sample.Instant.AddDays(1) }], await ledger.Editions.Acts(0, Cancellation));
        Assert.Equal([2L], (await ledger.Editions.Acts(1, Cancellation)).Select(static act => act.Sequence));
        Assert.Equal([1, 2, 3], await ledger.Editions.Package("示例-1", Cancellation));
        Assert.Null(await ledger.Editions.Package("示例-2", Cancellation));
    }

    [Fact]
    public async Task Enter_TakesOneOfTwo_WhoRaceForASequence()
    {
        var entered = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            () => ledger.Editions.Enter(Act(1, EditionActKind.Submitted) with { Edition = $"示例-{number}" }, [(byte)number]), Cancellation)));

        Assert.Single(entered, static done => done);
        Assert.Single(await ledger.Editions.Acts(0, Cancellation));
        Assert.Equal(1, ledger.Scalar("SELECT COUNT(*) FROM edition_package"));
    }

    [Fact]
    public async Task Enter_LeavesNoGap()
    {
        Assert.False(await ledger.Editions.Enter(Act(2, EditionActKind.Submitted), [1]));
        Assert.Empty(await ledger.Editions.Acts(0, Cancellation));
        Assert.Equal(0, ledger.Scalar("SELECT COUNT(*) FROM edition_package"));
    }

    [Fact]
    public async Task Acts_AreDeclared_InTheTransactionThatEntersThem()
    {
        await ledger.Editions.Enter(Act(1, EditionActKind.Submitted), [1, 2, 3]);
        await ledger.Editions.Enter(Act(2, EditionActKind.Published) with { StartsAt = Sample.Instant.AddDays(1) }, null);

        Assert.Equal(new Dictionary<long, long> { [1] = 1, [2] = 2 }, await ledger.Editions.Declared(Cancellation));
        Assert.Equal(2, (await ledger.Evidence.Declarations(0, 10, Cancellation)).Count);
        var row = await ledger.Evidence.FindDeclaration(1, Cancellation);
        Assert.Equal(("EditionAct", "D01", "test"), (row!.Kind, row.Organisation, row.Credential));
        Assert.Equal(row.ExpectedCommitment(), row.Commitment);
    }

    [Fact]
    public async Task DeclareAll_DeclaresOnce_WhatAnEarlierReleaseEntered()
    {
        await ledger.Editions.Enter(Act(1, EditionActKind.Submitted), [1, 2, 3]);
        await ledger.Editions.Enter(Act(2, EditionActKind.Published) with { StartsAt = Sample.Instant.AddDays(1) }, null);
        using (var connection = ledger.Connect())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "DELETE FROM declaration";
            command.ExecuteNonQuery();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ledger.Editions.DeclareAll, Cancellation)));

        Assert.Equal([1L, 2L], (await ledger.Editions.Declared(Cancellation)).Keys.Order());
        Assert.Equal(2, ledger.Scalar("SELECT COUNT(*) FROM declaration"));
    }

    private static EditionAct Act(long sequence, EditionActKind kind) => new(sequence, kind, "示例-1", "00", Sample.Instant, "test", null);
}

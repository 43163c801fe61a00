using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class SubjectGrainConflictTests(SiloFixture fixture)
{
    private RunningSilo Silo => fixture.Silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_ReloadsAndSucceedsOnce_WhenAnotherWriterWasFirst()
    {
        var (subject, neighbour) = (Rows.Entity(), Rows.Entity());
        await Silo.Push(subject, Rows.WageDefault(1));
        await Silo.Push(neighbour, Rows.WageDefault(1));
        await AppendElsewhere(subject, 1, Rows.WageDefault(2, disputed: true));

        var neighbours = Enumerable.Range(2, 20).Select(revision => Silo.Push(neighbour, Rows.WageDefault(revision, revision % 2 == 0)));
        var reply = await Silo.Push(subject, Rows.Permit(1), Rows.WageDefault(2, disputed: true));
        await Task.WhenAll(neighbours);

        Assert.Equal([RowOutcome.Created, RowOutcome.Unchanged], reply.Results.Select(static row => row.Outcome));
        Assert.Equal(3, reply.Version);
        Assert.Equal((long[])[1, 2, 3], await Silo.History(subject));
        Assert.NotEmpty((await Silo.Check(subject)).Answer.Ruling.Suspended);
        Assert.Equal(Enumerable.Range(1, 21).Select(static version => (long)version), await Silo.History(neighbour));
        Assert.Equal(21, Silo.Ledger.Of(neighbour).Appends);
    }

    [Fact]
    public async Task Push_TellsTheVersionThatItWrote_WhenAnotherWriterIsHeardOfBeforeItsTurnGoesOn()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        Silo.Ledger.Of(subject).NextAppend(async real =>
        {
            var outcome = await real();
            await AppendElsewhere(subject, 2, Rows.Permit(1));
            Assert.Equal(3, (await Silo.Check(subject, consistency: Consistency.Fresh)).Answer.Version);
            return outcome;
        });

        var reply = await Silo.Push(subject, Rows.WageDefault(2, disputed: true));

        Assert.Equal(2, reply.Version);
        Assert.Equal(3, (await Silo.Check(subject)).Answer.Version);
    }

    [Theory]
    [InlineData(Consistency.Fresh)]
    [InlineData(Consistency.AtLeast)]
    public async Task Check_SeesAForeignAppend_WhenItAsksForMoreThanMemory(Consistency consistency)
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        await AppendElsewhere(subject, 1, Rows.WageDefault(2, disputed: true));
        Assert.Equal(1, (await Silo.Check(subject)).Answer.Version);

        var reply = await Silo.Check(subject, consistency: consistency, atLeast: 2);

        Assert.Equal((2, 1), (reply.Answer.Version, reply.Answer.Ruling.Suspended.Length));
        Assert.Equal(2, (await Silo.Check(subject)).Answer.Version);
    }

    [Fact]
    public async Task Check_IsBehind_WhenTheLedgerDoesNotHoldTheToken()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));

        await Assert.ThrowsAsync<StandingBehindException>(() => Silo.Check(subject, consistency: Consistency.AtLeast, atLeast: 2));
    }

    [Fact]
    public async Task Check_WaitsForTheReload_WhenAConflictShowedThatTheStandingIsOld()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        await AppendElsewhere(subject, 1, Rows.WageDefault(2, disputed: true));
        var reads = Silo.Ledger.Of(subject).HoldReads();
        var push = Silo.Push(subject, Rows.Permit(1));
        await Within.Comes("the reload is held", reads.Reached);

        var check = Silo.Check(subject);
        Assert.False(check.IsCompleted);
        reads.Open();

        Assert.True((await check).Answer.Version >= 2);
        Assert.Equal(3, (await push).Version);
    }

    [Fact]
    public async Task Push_ChangesNothing_WhenTheLedgerRefusesTheAppend()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        Silo.Ledger.Of(subject).NextAppend(static _ => throw new LedgerUnavailableException("示例", new IOException()));

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Silo.Push(subject, Rows.WageDefault(2, disputed: true)));

        Assert.Equal((1, Outcome.Refuse), ((await Silo.Check(subject)).Answer.Version, (await Silo.Check(subject)).Answer.Ruling.Outcome));
        Assert.Equal(2, (await Silo.Push(subject, Rows.WageDefault(2, disputed: true))).Version);
    }

    [Fact]
    public async Task Push_GivesUp_WhenItIsOvertakenAgainAndAgain()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        var revision = 1;
        Silo.Ledger.Of(subject).Append = async real =>
        {
            await AppendElsewhere(subject, revision, Rows.WageDefault(++revision));
            return await real();
        };

        await Assert.ThrowsAsync<TimeoutException>(() => Silo.Push(subject, Rows.Permit(1)));

        Silo.Ledger.Of(subject).Append = static real => real();
        Assert.Equal(revision, (await Silo.Check(subject)).Answer.Version);
        Assert.Equal(revision + 1, (await Silo.Push(subject, Rows.Permit(1))).Version);
    }

    private async Task AppendElsewhere(SubjectKey subject, long expected, PublicCreditRecord record)
    {
        var pushed = new RecordPushed { At = Ledger.Sample.Instant, Actor = "示例他处", Record = record };
        var outcome = await Silo.Ledger.Behind.Append(new SubjectAppend(subject, expected, [pushed], [record], []));
        Assert.True(outcome.Committed);
        Assert.Equal(expected + 1, await Silo.Ledger.Behind.Head(subject, Cancellation));
    }
}

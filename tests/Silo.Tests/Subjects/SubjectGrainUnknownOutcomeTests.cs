using CreditGate.Actors.Ledger;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class SubjectGrainUnknownOutcomeTests(SiloFixture fixture)
{
    private RunningSilo Silo => fixture.Silo;

    [Theory]
    [InlineData(true, RowOutcome.Unchanged)]
    [InlineData(false, RowOutcome.Created)]
    public async Task Push_TellsTheTruthAndWritesOnce_WhenACommitsOutcomeIsUnknown(bool committed, RowOutcome expected)
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        Silo.Ledger.Of(subject).NextAppend(real => Fail(real, committed));

        var reply = await Silo.Push(subject, Rows.Permit(1));

        Assert.Equal((expected, 2), (reply.Results[0].Outcome, reply.Version));
        Assert.Equal((long[])[1, 2], await Silo.History(subject));
        Assert.Equal(2, (await Silo.Check(subject)).Answer.Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_WaitsForTheReload_WhenACommitsOutcomeIsUnknown(bool committed)
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        var steering = Silo.Ledger.Of(subject);
        var reads = steering.HoldReads();
        steering.NextAppend(real => Fail(real, committed));
        var push = Silo.Push(subject, Rows.WageDefault(2, disputed: true));
        await Within.Comes("the reload is held", reads.Reached);

        // Checks of another subject go round in the meantime, so these had every chance to answer.
        var checks = Enumerable.Range(0, 50).Select(_ => Silo.Check(subject)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Silo.Check(Rows.Entity())));
        Assert.DoesNotContain(checks, static check => check.IsCompleted);

        reads.Open();
        Assert.Equal(2, (await push).Version);
        Assert.All(await Task.WhenAll(checks), reply => Assert.True(!committed || reply.Answer.Version == 2));
        Assert.NotEmpty((await Silo.Check(subject)).Answer.Ruling.Suspended);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_IsAnsweredByTheNextActivation_WhenTheReloadFails(bool committed)
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        var steering = Silo.Ledger.Of(subject);
        steering.NextAppend(real => Fail(real, committed));
        steering.BeforeRead = () =>
        {
            steering.BeforeRead = static () => Task.CompletedTask;
            throw new LedgerUnavailableException("示例", new IOException());
        };

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Silo.Push(subject, Rows.WageDefault(2, disputed: true)));

        var answer = (await Silo.Check(subject)).Answer;
        Assert.Equal(committed ? 2 : 1, answer.Version);
        Assert.Equal(committed ? Outcome.Proceed : Outcome.Refuse, answer.Ruling.Outcome);
        Assert.Equal(2, (await Silo.Push(subject, Rows.WageDefault(2, disputed: true))).Version);
        Assert.Equal((long[])[1, 2], await Silo.History(subject));
    }

    [Fact]
    public async Task Push_TellsPersonsNoLongerNamed_WhenTheCommitThatDroppedThemEndedUnknown()
    {
        var (subject, person) = (Rows.Entity(), Rows.Person());
        await Silo.Push(subject, Rows.WageDefault(1, linked: Rows.Named(person, Domain.Catalogues.LinkedRole.PersonInCharge)));
        Silo.Ledger.Of(subject).NextAppend(static real => Fail(real, committed: true));

        await Silo.Push(subject, Rows.WageDefault(2));

        Assert.Empty((await Silo.Check(person, Rows.Honours)).Answer.Ruling.Measures);
    }

    private static async Task<AppendOutcome> Fail(Func<Task<AppendOutcome>> real, bool committed)
    {
        if (committed)
        {
            await real();
        }

        throw new CommitOutcomeUnknownException("示例", new IOException());
    }
}

using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class MirrorTests(SiloFixture fixture)
{
    private RunningSilo Silo => fixture.Silo;

    [Fact]
    public async Task Push_ReachesThePersonBeforeItIsAcknowledged_WhenTheRecordNamesOne()
    {
        var (entity, person) = (Rows.Entity(), Rows.Person());
        var gate = Silo.Ledger.Of(person).HoldAppend();

        var push = Silo.Push(entity, Rows.WageDefault(1, linked: Rows.Named(person, LinkedRole.PersonInCharge)));
        await Within.Comes("the mirror is held", gate.Reached);
        Assert.False(push.IsCompleted);
        gate.Open();
        await push;

        Assert.Equal(Outcome.Refuse, (await Silo.Check(person, Rows.Honours)).Answer.Ruling.Outcome);
        await Silo.Push(entity, Rows.WageDefault(2, disputed: true, linked: Rows.Named(person, LinkedRole.PersonInCharge)));
        Assert.Empty((await Silo.Check(person, Rows.Honours)).Answer.Ruling.Measures);
        Assert.NotEmpty((await Silo.Check(person, Rows.Honours)).Answer.Ruling.Suspended);
        await Silo.Push(entity, Rows.WageDefault(3));
        Assert.Empty((await Silo.Check(person, Rows.Honours)).Answer.Ruling.Suspended);
        Assert.Equal((long[])[1, 2, 3], await Silo.History(person));
    }

    [Fact]
    public async Task Push_ChangesNothingForThePerson_WhenTheSameRowComesAgain()
    {
        var (entity, person) = (Rows.Entity(), Rows.Person());
        var record = Rows.WageDefault(1, linked: Rows.Named(person, LinkedRole.PersonInCharge));

        for (var time = 0; time < 3; time++)
        {
            await Silo.Push(entity, record);
            await Silo.Grain(entity).Push(new([new(record with { Revision = record.Revision with { AsOf = record.Revision.AsOf.AddHours(time) } }, false)], "示例凭据"));
        }

        Assert.Equal((long[])[1], await Silo.History(entity));
        Assert.Equal((long[])[1], await Silo.History(person));
    }

    [Theory]
    [InlineData(LinkedRole.PersonInCharge, LinkedRole.Supervisor)]
    [InlineData(LinkedRole.Supervisor, LinkedRole.PersonInCharge)]
    public async Task Push_KeepsEveryRole_WhenARecordNamesOnePersonTwice(LinkedRole one, LinkedRole other)
    {
        var (entity, person) = (Rows.Entity(), Rows.Person());

        await Silo.Push(entity, Rows.WageDefault(1, linked: [Rows.Named(person, one), Rows.Named(person, other)]));

        // Honours are barred for a person in charge, not for a supervisor: neither role may hide the other.
        Assert.Equal(Outcome.Refuse, (await Silo.Check(person, Rows.Honours)).Answer.Ruling.Outcome);
        var standing = (await Silo.Grain(person).Look(new(Domain.Evidence.Consistency.Default, 0))).Standing;
        Assert.Equal([LinkedRole.PersonInCharge, LinkedRole.Supervisor], Assert.Single(standing.Records).Mirror!.Roles);
        Assert.Equal((long[])[1], await Silo.History(person));

        await Silo.Push(entity, Rows.WageDefault(2, linked: Rows.Named(person, LinkedRole.Supervisor)));
        Assert.Empty((await Silo.Check(person, Rows.Honours)).Answer.Ruling.Measures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sweep_FinishesTheMirrors_WhenThePushDiedAfterItsCommit(bool arrived)
    {
        using var directory = new TemporaryDirectory();
        var (entity, person, unreachable) = (Rows.Entity(), Rows.Person(), Rows.Person());
        await using (var before = await RunningSilo.Start(directory.Root))
        {
            if (arrived)
            {
                before.Ledger.Of(person).BeforeDelivered = Unavailable<bool>;
            }
            else
            {
                before.Ledger.Of(person).Append = static _ => Unavailable<AppendOutcome>();
            }

            await Assert.ThrowsAsync<LedgerUnavailableException>(() =>
                before.Push(entity, Rows.WageDefault(1, linked: [Rows.Named(unreachable, LinkedRole.Director), Rows.Named(person, LinkedRole.PersonInCharge)])));
            Assert.Equal(arrived ? 1 : 0, (await before.History(person)).Length);
            Assert.NotEmpty(await before.Ledger.PendingMirrors(10, TestContext.Current.CancellationToken));
        }

        await using var silo = await RunningSilo.Start(directory.Root);
        await Eventually.Holds("the sweep has delivered", () => Pending(silo) == 0);

        Assert.Equal((long[])[1], await silo.History(person));
        Assert.Equal((long[])[1], await silo.History(entity));
        Assert.Equal(Outcome.Refuse, (await silo.Check(person, Rows.Honours)).Answer.Ruling.Outcome);
        Assert.Equal(RowOutcome.Unchanged, (await silo.Push(entity, Rows.WageDefault(1, linked: [Rows.Named(unreachable, LinkedRole.Director), Rows.Named(person, LinkedRole.PersonInCharge)]))).Results[0].Outcome);
        Assert.Equal((long[])[1], await silo.History(person));
    }

    [Fact]
    public async Task Sweep_ReachesTheOthers_WhenOnePersonCannotBeReached()
    {
        using var directory = new TemporaryDirectory();
        var (entity, first, second) = (Rows.Entity(), Rows.Person(), Rows.Person());
        var record = Rows.WageDefault(1);
        PendingMirror Owed(SubjectKey person) => new(person, record with { Mirror = new MirrorOf(entity.Value, LinkedRole.PersonInCharge) });
        await using (var before = await RunningSilo.Start(directory.Root))
        {
            await before.Ledger.Behind.Append(new SubjectAppend(entity, 0, [Ledger.Sample.Pushed(record)], [record], [Owed(first), Owed(second)]));
        }

        await using var silo = await RunningSilo.Start(directory.Root, steer: ledger => ledger.Of(first).Append = static _ => Unavailable<AppendOutcome>());
        await Eventually.Holds("only one person is still owed", () => Pending(silo) == 1);

        Assert.Equal((long[])[1], await silo.History(second));
        Assert.Empty(await silo.History(first));
        Assert.Contains(silo.Log.Entries, static entry => entry.Event == 2103);
    }

    private static Task<T> Unavailable<T>() => throw new LedgerUnavailableException("示例", new IOException());

    private static int Pending(RunningSilo silo) =>
        (int)Database.Scalar(Path.Combine(silo.Directory, "ledger.db"), "SELECT COUNT(*) FROM mirror_pending");
}

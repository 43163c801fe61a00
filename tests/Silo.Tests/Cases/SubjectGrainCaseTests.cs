using CreditGate.Actors.Cases;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Silo.Tests.Cases;

public sealed class SubjectGrainCaseTests(SiloFixture fixture)
{
    private const int Checkers = 4;

    private RunningSilo Silo => fixture.Silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryCheckThatStartsAfterTheAcknowledgement_ShowsTheSuspension_WhileChecksRun()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        var (acknowledged, done, checks) = (0L, false, 0);

        async Task Check()
        {
            while (!Volatile.Read(ref done))
            {
                var known = Volatile.Read(ref acknowledged);
                var answer = (await Silo.Check(subject)).Answer;
                Interlocked.Increment(ref checks);
                Assert.True(answer.Version >= known, $"A check that began after version {known} was acknowledged answered from {answer.Version}.");

                // Of one version: suspended and with the mark, or neither.
                Assert.Equal(answer.Ruling.Suspended.IsEmpty, answer.Ruling.Outcome == Outcome.Refuse);
            }
        }

        async Task Dispute()
        {
            for (var turn = 1; turn <= 40; turn++)
            {
                var id = $"OB-{subject.Value}-{turn}";
                Volatile.Write(ref acknowledged, (await Silo.Object(subject, id, Rows.WageDefault(1).Ref)).Version);
                Assert.NotEmpty((await Silo.Check(subject)).Answer.Ruling.Suspended);
                await Silo.Step(subject, id, "Start");
                Volatile.Write(ref acknowledged, (await Silo.Step(subject, id, "Uphold", "示例")).Version);
                Assert.Equal(Outcome.Refuse, (await Silo.Check(subject)).Answer.Ruling.Outcome);
                await Closed(subject, id);
            }

            Volatile.Write(ref done, true);
        }

        await Task.WhenAll([Task.Run(Dispute, Cancellation), .. Enumerable.Range(0, Checkers).Select(_ => Task.Run(Check, Cancellation))]);

        Assert.True(checks > 40, $"Only {checks} checks ran beside the objections.");
    }

    [Fact]
    public async Task Act_IsOneAppend_OfCaseMarkFeedAndMirrors()
    {
        var (subject, person) = (Rows.Entity(), Rows.Person());
        var record = Rows.WageDefault(1, linked: Rows.Named(person, LinkedRole.LegalRepresentative));
        await Silo.Push(subject, record);
        var gate = Silo.Ledger.Of(subject).HoldAppend();
        var objecting = Silo.Object(subject, $"OB-{subject.Value}", record.Ref);
        await Within.Comes("the append is held", gate.Reached);

        Assert.Equal(Outcome.Refuse, (await Silo.Check(subject)).Answer.Ruling.Outcome);
        gate.Open();
        var reply = await objecting;

        Assert.Equal((5, "Annotated"), (reply.Version, reply.Case!.State));
        Assert.Equal((long[])[1, 2, 3, 4, 5], await Silo.History(subject));
        Assert.Equal("Annotated", (await Silo.Services.GetRequiredService<ICaseLedger>().Find(reply.Case.Id, Cancellation))!.Case.State);
        var mirrored = (await Silo.Grain(person).Look(new(Consistency.Default, 0))).Standing.Records.Single();
        Assert.Equal(reply.Case.Id, mirrored.Dispute!.Objection);

        await Silo.Step(subject, reply.Case.Id, "Start");
        await Silo.Step(subject, reply.Case.Id, "Uphold", "示例");
        Assert.Null((await Silo.Grain(person).Look(new(Consistency.Default, 0))).Standing.Records.Single().Dispute);
    }

    [Fact]
    public async Task Act_TakesTheObjectionOnce_WhenTheOutcomeOfTheCommitIsUnknown()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        Silo.Ledger.Of(subject).NextAppend(static async real =>
        {
            await real();
            throw new CommitOutcomeUnknownException("Lost sight of it.", new IOException());
        });

        var reply = await Silo.Object(subject, $"OB-{subject.Value}", Rows.WageDefault(1).Ref);

        Assert.Equal("Annotated", reply.Case?.State);
        Assert.Equal((long[])[1, 2, 3, 4, 5], await Silo.History(subject));
        Assert.NotEmpty((await Silo.Check(subject)).Answer.Ruling.Suspended);
    }

    private async Task Closed(Domain.Identity.SubjectKey subject, string id)
    {
        foreach (var step in (string[])["NotifyApplicant", "Close"])
        {
            var reply = await Silo.Grain(subject).Act(new(new Domain.Cases.CaseStep { Case = id, Event = step, Organisation = "D01" }, "示例凭据"));
            Assert.Null(reply.Refusal);
        }
    }
}

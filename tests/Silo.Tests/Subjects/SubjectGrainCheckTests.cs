using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class SubjectGrainCheckTests(SiloFixture fixture)
{
    private const int Checkers = 4;
    private const int RacedVersions = 200;

    private RunningSilo Silo => fixture.Silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_AnswersFromTheCommittedStanding_WhenAWriteIsHeld()
    {
        var subject = Rows.Entity();
        await Silo.Push(subject, Rows.WageDefault(1));
        var gate = Silo.Ledger.Of(subject).HoldAppend();
        var push = Silo.Push(subject, Rows.WageDefault(2, disputed: true));
        await Within.Comes("the append is held", gate.Reached);

        var during = await Within.Comes("checks answer while a write is held", Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Silo.Check(subject))));
        Assert.False(push.IsCompleted);
        Assert.All(during, static reply => Assert.Equal((1, Outcome.Refuse), (reply.Answer.Version, reply.Answer.Ruling.Outcome)));

        gate.Open();
        Assert.Equal(2, (await push).Version);
        var after = await Silo.Check(subject);
        Assert.Equal(2, after.Answer.Version);
        Assert.Empty(after.Answer.Ruling.Measures);
        Assert.NotEmpty(after.Answer.Ruling.Suspended);
    }

    [Fact]
    public async Task Check_SeesEveryAcknowledgedWrite_WhenItStartsAfterTheAcknowledgement()
    {
        var subject = Rows.Entity();
        var acknowledged = (await Silo.Push(subject, Rows.WageDefault(1))).Version;
        var checks = 0;

        async Task Write()
        {
            for (var revision = 2L; revision <= RacedVersions; revision++)
            {
                Volatile.Write(ref acknowledged, (await Silo.Push(subject, Rows.WageDefault(revision, disputed: revision % 2 == 0))).Version);
            }
        }

        var writing = Task.Run(Write, Cancellation);
        async Task Check()
        {
            for (; !writing.IsCompleted; Interlocked.Increment(ref checks))
            {
                var known = Volatile.Read(ref acknowledged);
                var answer = (await Silo.Check(subject)).Answer;
                Assert.True(answer.Version >= known, $"A check that began after version {known} was acknowledged answered from {answer.Version}.");

                // Version and content belong together: revisions with an even number are in dispute.
                Assert.Equal(answer.Version % 2 == 0, answer.Ruling.Measures.IsEmpty);
            }
        }

        await Task.WhenAll([writing, .. Enumerable.Range(0, Checkers).Select(_ => Task.Run(Check, Cancellation))]);

        Assert.True(checks > 10 * RacedVersions, $"Only {checks} checks were made during the race.");
    }

    [Fact]
    public async Task Look_ShowsBothOrNeither_WhenOnePushRevisesTwoRecords()
    {
        var subject = Rows.Entity();
        PublicCreditRecord[] Pair(long revision) => [Rows.WageDefault(revision, revision % 2 == 0), Rows.WageDefault(revision, revision % 2 == 0, "示人社列〔示例〕2号")];
        await Silo.Push(subject, [.. Pair(1)]);
        var done = false;

        async Task<int> Check()
        {
            var checks = 0;
            for (; !Volatile.Read(ref done); checks++)
            {
                var answer = (await Silo.Check(subject)).Answer;
                var (applied, suspended) = (answer.Ruling.Measures.Length, answer.Ruling.Suspended.Length);
                Assert.True((applied, suspended) is (2, 0) or (0, 2), $"{applied} applied and {suspended} suspended at version {answer.Version}");
            }

            return checks;
        }

        var checkers = Enumerable.Range(0, Checkers).Select(_ => Task.Run(Check, Cancellation)).ToArray();
        for (var revision = 2L; revision <= 100; revision++)
        {
            await Silo.Push(subject, [.. Pair(revision)]);
        }

        Volatile.Write(ref done, true);
        Assert.True((await Task.WhenAll(checkers)).Sum() > 100);
        Assert.Equal(200, (await Silo.Check(subject)).Answer.Version);
    }

    [Theory]
    [InlineData("p-1234")]
    [InlineData("91360700XN0000000X")]
    [InlineData("示例")]
    public async Task Check_FailsCleanly_WhenTheKeyIsNoSubjectKey(string key)
    {
        var grain = Silo.Grains.GetGrain<Contracts.Subjects.ISubjectGrain>(key);

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await grain.Check(new Contracts.Subjects.CheckQuery(Rows.Procurement, Domain.Evidence.Consistency.Default, 0, [])));

        Assert.Contains("not a subject key", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await Silo.Check(Rows.Entity())).Answer.Version);
    }
}

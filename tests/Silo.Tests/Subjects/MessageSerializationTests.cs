using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>Between silos every message goes through the serializer; inside one it does not, so only these tests show that it would arrive.</summary>
public sealed class MessageSerializationTests(SiloFixture fixture)
{
    private static readonly JsonSerializerOptions Readable = new(LedgerJson.Options) { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    private RunningSilo Silo => fixture.Silo;

    [Fact]
    public void PushCommand_ArrivesWhole_WithEveryKindOfRecord()
    {
        var records = EveryKind().ToImmutableArray();
        Assert.Equal(Enum.GetValues<RecordKind>().Order(), records.Select(static record => record.Kind).Distinct().Order());

        AssertArrives(new PushCommand([.. records.Select((record, index) => new PushRow(record, index % 2 == 0))], "示例凭据"));
    }

    [Fact]
    public void Messages_ArriveWhole_WhenTheyCarryStandings()
    {
        var standing = Standing.Fold(Rows.Entity(), EveryKind().Select(static record => Ledger.Sample.Pushed(record)));
        var query = new CheckQuery(Rows.Procurement, Consistency.AtLeast, 7, [new LinkedStanding(LinkedRole.Director, standing)]);

        AssertArrives(query);
        AssertArrives(new LookQuery(Consistency.Fresh, 3));
        AssertArrives(new LookReply(standing, Ledger.Sample.Instant));
        AssertArrives(new PushReply([new RowResult(RowOutcome.Created, null), new RowResult(RowOutcome.Rejected, Admission.OppositeList)], 12));
        AssertArrives(new MirrorCommand(EveryKind().First() with { Mirror = new MirrorOf(Rows.Entity().Value, LinkedRole.Director, LinkedRole.Agent) }, "示例凭据"));
    }

    [Fact]
    public void CaseMessages_ArriveWhole()
    {
        var standing = Standing.Fold(Rows.Entity(), [Ledger.Sample.Pushed(Rows.WageDefault(1))]);
        var draft = Cases.Objecting.Draft("OB-1", Rows.WageDefault(1).Ref);
        var outcome = CaseDesk.Judge(standing, draft, new CaseContext(CatalogueLoader.Load().Editions[^1], Ledger.Sample.Instant.AddDays(60), "示例凭据"));

        AssertArrives(new CaseCommand(draft, "示例凭据"));
        AssertArrives(new CaseCommand(new CaseStep { Case = "OB-1", Event = "Uphold", Organisation = "D22", Reason = "示例" }, "示例凭据"));
        AssertArrives(new CaseCommand(new DeadlineLook { Case = "OB-1" }, "示例凭据"));
        AssertArrives(new CaseReply(outcome.Case, null, 4));
        AssertArrives(new CaseReply(null, new CaseRefusal(Domain.Workflows.Obstacle.Guard, CaseFaults.IsOpen), 4));
        AssertArrives(new LookReply(outcome.After, Ledger.Sample.Instant));
    }

    [Fact]
    public async Task CheckReply_ArrivesWhole_WhenTheAnswerIsRich()
    {
        var (entity, person) = (Rows.Entity(), Rows.Person());
        await Silo.Push(person, Rows.WageDefault(1));
        await Silo.Push(entity, [Rows.Registration(1, "示例建筑有限公司"), .. EveryKind(), Rows.WageDefault(1, true, "示人社列〔示例〕9号")]);
        var linked = (await Silo.Grain(person).Look(new LookQuery(Consistency.Default, 0))).Standing;

        foreach (var matter in (string[])[Rows.Procurement, Rows.Honours, "MT-A01", "MT-H01", "MT-E01"])
        {
            var reply = await Silo.Grain(entity).Check(new CheckQuery(matter, Consistency.Default, 0, [new LinkedStanding(LinkedRole.Director, linked)]));
            Assert.NotEmpty(reply.Answer.Ruling.Statuses);
            AssertArrives(reply);
        }
    }

    [Fact]
    public async Task CheckReply_ArrivesWhole_WhenTimeAloneNeverChangesTheAnswer()
    {
        var reply = await Silo.Check(Rows.Entity());
        Assert.Null(reply.Answer.Ruling.ChangesAt);

        AssertArrives(reply);
    }

    [Fact]
    public void StandingBehindException_ArrivesWithItsMessage()
    {
        var arrived = Serialized(new StandingBehindException("示例原因"));

        Assert.Equal("示例原因", arrived.Message);
    }

    private T Serialized<T>(T sent)
    {
        var serializer = Silo.Services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(sent)) ?? throw new InvalidDataException("Nothing arrived.");
    }

    private void AssertArrives<T>(T sent)
        where T : class
    {
        var arrived = Serialized(sent);

        Assert.NotSame(sent, arrived);
        Assert.Equal(JsonSerializer.Serialize(sent, Readable), JsonSerializer.Serialize(arrived, Readable));
    }

    private static IEnumerable<PublicCreditRecord> EveryKind()
    {
        var (day, at) = (Rows.Day, Rows.At(3));
        yield return new RegistrationRecord { Source = "D13", Number = "示例登记1号", Revision = at, DecidedOn = day, Name = "示例商贸有限公司", EstablishedOn = day };
        yield return Rows.Permit(1);
        yield return new PenaltyRecord
        {
            Source = "D13",
            Number = "示罚1号",
            Revision = new Revision(null, Ledger.Sample.Instant, 4),
            DecidedOn = day,
            Basis = "示例依据",
            Reason = "示例事由",
            Categories = [PenaltyCategory.Fine, PenaltyCategory.Warning],
            Fine10kCny = 1.50m,
            DutiesDone = true,
            Repair = new RepairMark("示修复1号", day),
        };
        yield return Rows.WageDefault(1, disputed: true, linked: new LinkedPerson(LinkedRole.Director, Rows.Person().Value, "示*")) with
        {
            UntilPerformed = true,
            Facts = ImmutableSortedDictionary<string, bool>.Empty.Add("procurementBanInForce", true),
        };
        yield return new ConsumptionOrderRecord { Source = "D34", Number = "示执1号", Revision = at, DecidedOn = day, Removal = new RemovalMark(day, "示例") };
        yield return new ExitDecisionRecord { Source = "D34", Number = "示执2号", Revision = at, DecidedOn = day, Withdrawal = new WithdrawalMark(day, null) };
        yield return new StayRecord { Source = "D34", Number = "示停1号", Revision = at, DecidedOn = day, StayedNumber = "示罚1号", StayedSource = "D13" };
        yield return new CommitmentRecord { Source = "D13", Number = "示诺1号", Revision = at, DecidedOn = day, State = CommitmentState.Breached, BreachedOn = day };
        yield return new RiskClassRecord { Source = "D13", Number = "示险1号", Revision = at, DecidedOn = day, Grade = RiskGrade.C };
        yield return new TaxGradeRecord { Source = "D14", Number = "示税1号", Revision = at, DecidedOn = day, Grade = TaxCredit.A };
        yield return new EvaluationRecord { Source = "D01", Number = "示评1号", Revision = at, DecidedOn = day, Grade = EvaluationGrade.Good };
        yield return new SceneConsentRecord { Source = "D35", Number = "示授权1号", Revision = at, DecidedOn = day, Scenes = ["S05", "S10"] };
    }
}

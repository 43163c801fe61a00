using System.Collections.Frozen;
using System.Text.Json.Nodes;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Catalogues;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

public sealed class ObjectionTests
{
    private const string Provider = "D22";
    private const string Operator = "D01";

    private readonly Desk _desk = new();
    private readonly ListEntryRecord _listing = Desk.WageDefault();

    public ObjectionTests() => _desk.Push(_listing);

    [Fact]
    public void Term_IsThatOfTheUnitsLevel_WithItsOwnBasis()
    {
        var terms = new EditedData().Edit("terms.json", static file => file["terms"]![0]!["levels"]!.AsArray().Add(JsonNode.Parse(
            """{"level":"provincial","limit":{"count":5,"unit":"workingDays"},"basis":{"zh":"示例省级规定","en":"an invented provincial rule"},"confidence":{"mark":"own","note":"invented"}}""")));
        var provincial = _desk.Edition with
        {
            Departments = _desk.Edition.Departments.ToDictionary(static one => one.Key, static one => one.Key == "D22" ? one.Value with { Level = Level.Provincial } : one.Value).ToFrozenDictionary(),
        };

        var outcome = CaseDesk.Judge(
            _desk.Standing, new ObjectionDraft
            {
                Case = "OB-1",
                Organisation = "D24",
                Record = Desk.WageDefault().Ref,
                Source = ObjectionSource.SelfDiscovered,
                Grounds = [ObjectionGround.Wrong],
                Statement = "示例",
            },
            new CaseContext(provincial, _desk.Now, "示例凭据") { Terms = TermBook.Load(terms.Open) });

        Assert.Equal(Deadline.LastDay(DateOnly.FromDateTime(_desk.Now.DateTime), new TermLength(5, TermUnit.WorkingDays), provincial.Calendar), outcome.Case!.Deadlines.Single().DueOn);
        Assert.Null(outcome.Case.Deadlines.Single().TargetOn);
    }

    [Fact]
    public void Objection_IsAcceptedMarkedAndSuspends_InOneTurn()
    {
        Assert.Equal(Outcome.Refuse, _desk.Check().Outcome);

        var accepted = _desk.Object(_listing.Ref);

        Assert.Equal("Annotated", accepted.Case!.State);
        Assert.Equal(["Submit", "Accept", nameof(RecordPushed), "Annotate"], accepted.Events.Select(static happened => (happened as CaseMoved)?.Step ?? happened.GetType().Name));
        Assert.Equal(new DisputeMark("OB-1", new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 26)), _desk.Standing.Find(_listing.Ref)!.Dispute);
        Assert.Equal(Outcome.Proceed, _desk.Check().Outcome);
        Assert.NotEmpty(_desk.Check().Suspended);
    }

    [Fact]
    public void Objection_IsReturnedWithWhatIsMissing_AndSuspendsNothing()
    {
        var returned = _desk.Object(_listing.Ref, ObjectionSource.Applicant, Desk.Application, Desk.Proof);

        Assert.Equal("Returned", returned.Case!.State);
        Assert.Equal(["materials.identity", "materials.commitment"], returned.Case.Missing);
        Assert.Equal(Outcome.Refuse, _desk.Check().Outcome);
        Assert.Equal("Annotated", _desk.Object(_listing.Ref).Case!.State);
    }

    [Theory]
    [InlineData(ObjectionSource.Complaint)]
    [InlineData(ObjectionSource.SelfDiscovered)]
    public void Objection_ComesAlsoFromAComplaint_OrFromADepartmentThatFoundIt(ObjectionSource source) =>
        Assert.Equal("Annotated", _desk.Object(_listing.Ref, source, Desk.Proof).Case!.State);

    [Fact]
    public void Upheld_LetsMeasuresResume_AndASecondObjectionSuspendsThemAgain()
    {
        _desk.Object(_listing.Ref);
        _desk.Step("OB-1", "Start", Provider);
        Assert.Equal("reason-given", _desk.Step("OB-1", "Uphold", Provider).Refusal!.Fault.Code);
        Assert.Equal("Upheld", _desk.Step("OB-1", "Uphold", Provider, "示例：核查属实").Case!.State);
        Assert.Equal(Outcome.Refuse, _desk.Check().Outcome);
        _desk.Step("OB-1", "NotifyApplicant", Operator);
        Assert.Equal("Closed", _desk.Step("OB-1", "Close", Operator).Case!.State);

        Assert.Equal("OB-1", ((ObjectionCase)_desk.Object(_listing.Ref).Case!).Repeats);
        Assert.Equal(Outcome.Proceed, _desk.Check().Outcome);
        Assert.Equal("Upheld", _desk.Step("OB-2", "RefuseRepeated", Provider, "示例：同一事由，已核查").Case!.State);
        Assert.Equal(Outcome.Refuse, _desk.Check().Outcome);
    }

    [Fact]
    public void RefuseRepeated_IsNotForAFirstObjection()
    {
        _desk.Object(_listing.Ref);

        Assert.Equal("is-repeated", _desk.Step("OB-1", "RefuseRepeated", Provider, "示例").Refusal!.Fault.Code);
    }

    [Fact]
    public void Correct_WantsTheCorrectedRecordFirst_AndThenEndsTheDispute()
    {
        _desk.Object(_listing.Ref);
        _desk.Step("OB-1", "Start", Provider);
        Assert.Equal("record-corrected", _desk.Step("OB-1", "Correct", Provider).Refusal!.Fault.Code);

        Assert.Equal(RowOutcome.Revised, _desk.Push(Desk.WageDefault(2) with { Until = new DateOnly(2026, 5, 7) }));
        Assert.NotNull(_desk.Standing.Find(_listing.Ref)!.Dispute);
        Assert.Equal("Corrected", _desk.Step("OB-1", "Correct", Provider).Case!.State);

        Assert.Null(_desk.Standing.Find(_listing.Ref)!.Dispute);
        Assert.True(((ObjectionCase)_desk.Standing.Cases["OB-1"]).FoundWrong);
    }

    [Fact]
    public void Withdraw_TakesTheRecordBack_AndTheSourcesNextFileDoesNotBringItAgain()
    {
        _desk.Object(_listing.Ref);
        _desk.Step("OB-1", "Start", Provider);
        _desk.Step("OB-1", "Withdraw", Provider, "示例：主体有误");

        Assert.Equal(RowOutcome.Unchanged, _desk.Push(Desk.WageDefault(1)));
        Assert.NotEqual(RowOutcome.Created, _desk.Push(Desk.WageDefault(2) with { Reason = "示例" }));

        Assert.NotNull(_desk.Standing.Find(_listing.Ref)!.Withdrawal);
        Assert.DoesNotContain(_desk.Check().Measures, static measure => measure.Rule == "P03");
    }

    [Fact]
    public void Push_KeepsTheMarkOfTheCase_WhenTheSourceReportsItsRecordAgain()
    {
        _desk.Object(_listing.Ref);

        Assert.Equal(RowOutcome.Unchanged, _desk.Push(Desk.WageDefault(1)));
        Assert.Equal(RowOutcome.Unchanged, _desk.Push(Desk.WageDefault(2)));
        Assert.Equal(RowOutcome.Revised, _desk.Push(Desk.WageDefault(3) with { Reason = "示例补充" }));

        Assert.Equal("OB-1", _desk.Standing.Find(_listing.Ref)!.Dispute!.Objection);
        Assert.Equal(Outcome.Proceed, _desk.Check().Outcome);
    }

    [Theory]
    [InlineData("D13")]
    [InlineData(Operator)]
    public void Steps_AreTheProvidersAlone(string organisation)
    {
        _desk.Object(_listing.Ref);

        var refused = _desk.Step("OB-1", "Start", organisation);

        Assert.Equal((Obstacle.Actor, "not-your-part"), (refused.Refusal!.Obstacle, refused.Refusal.Fault.Code));
    }

    [Fact]
    public void Objection_IsRefused_WhenOneIsOpenOrTheRecordIsNotThereOrGone()
    {
        Assert.Equal("no-such-record", _desk.Object(_listing.Ref with { Number = "示例无此号" }).Refusal!.Fault.Code);
        _desk.Object(_listing.Ref);
        Assert.Equal("case-open", _desk.Object(_listing.Ref).Refusal!.Fault.Code);
        _desk.Push(Desk.WageDefault(2) with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 5, 6), null) });
        Assert.Equal("record-gone", _desk.Object(_listing.Ref).Refusal!.Fault.Code);
    }

    [Fact]
    public void Deadline_IsToldOnceAtTheTarget_AndOnceAtTheLimit_WhileMeasuresStaySuspended()
    {
        _desk.Object(_listing.Ref);
        var events = new List<string>();
        for (var day = new DateOnly(2026, 5, 6); day <= new DateOnly(2026, 6, 6); day = day.AddDays(1))
        {
            _desk.Now = Desk.At(day.ToString("O"));
            events.AddRange(_desk.Ask(new DeadlineLook { Case = "OB-1" }).Events.OfType<CaseMoved>().Select(moved => $"{day:MM-dd} {moved.Step}"));
        }

        Assert.Equal(["05-20 TargetPassed", "05-27 Overdue"], events);
        Assert.True(_desk.Standing.Cases["OB-1"].IsOverdue);
        Assert.Equal(Outcome.Proceed, _desk.Check().Outcome);
    }
}

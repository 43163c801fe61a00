using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>容缺受理 (plan art. 3): who may be trusted with a promise, and what becomes of it.</summary>
public sealed class ToleranceTests
{
    private const string Approver = "D12";
    private readonly Desk _desk = new("2026-06-01");

    [Fact]
    public void Promise_IsAccepted_ShownInChecks_AndFulfilled_WithTheLastDocument()
    {
        Clean();
        var taken = Accept();

        Assert.Equal("AcceptedWithPromise", taken.Case!.State);
        Assert.Equal(new DateOnly(2026, 6, 12), Open()!.Until);
        Assert.Equal((new DateOnly(2026, 6, 9), new DateOnly(2026, 6, 12)), (taken.Case.Deadlines[0].TargetOn, taken.Case.Deadlines[0].DueOn));

        Assert.Equal("AcceptedWithPromise", Supply("示例材料甲").Case!.State);
        Assert.Equal("not-promised", Supply("示例材料丙").Refusal!.Fault.Code);
        var closed = (ToleranceCase)Supply().Case!;
        Assert.Equal(("Closed", "Supplied", true), (closed.State, closed.Result, closed.IsOver));
        Assert.Equal(CommitmentState.Fulfilled, Record().State);
        Assert.Null(Open());
    }

    [Fact]
    public void Promise_ThatIsNotKept_IsABreach_OfTheDepartmentsOwnRecord_AndEndsTheTrust()
    {
        Clean();
        Accept();
        _desk.Now = Desk.At("2026-06-10");
        Assert.Equal(["TargetPassed"], Steps(Look()));
        _desk.Now = new DateTimeOffset(2026, 6, 12, 23, 59, 59, TimeSpan.FromHours(8));
        Assert.Empty(Look().Events);

        _desk.Now = _desk.Now.AddSeconds(1);
        Assert.Equal(["Overdue", "PromiseDeadline"], Steps(Look()));
        Assert.Empty(Look().Events);

        Assert.Equal((CommitmentState.Breached, new DateOnly(2026, 6, 13), Approver), (Record().State, Record().BreachedOn, Record().Source));
        Assert.Contains(_desk.Check("MT-A01").Reminders, static reminder => reminder.Code == ReminderCode.BreachedCommitment);
        Assert.Equal("exemplar-or-clean", _desk.Ask(Draft("TA-2") with { PromisedOn = new DateOnly(2026, 6, 20) }).Refusal!.Fault.Code);
        Assert.Equal("case-state", Supply().Refusal!.Fault.Code);
        Assert.Equal("Closed", _desk.Step("TA-1", "Close", "D01").Case!.State);
    }

    [Theory]
    [InlineData("essentials-present")]
    [InlineData("promise-with-deadline")]
    [InlineData("promise-period")]
    [InlineData("no-tolerance")]
    [InlineData("not-your-part")]
    public void Promise_IsRefusedWithItsCode(string code)
    {
        Clean();

        var outcome = _desk.Ask(code switch
        {
            "essentials-present" => Draft() with { EssentialsPresent = false },
            "promise-with-deadline" => Draft() with { Promise = null },
            "promise-period" => Draft() with { PromisedOn = new DateOnly(2026, 7, 15) },
            "no-tolerance" => Draft() with { Matter = "MT-C01" },
            _ => Draft() with { Organisation = "D51" },
        });

        Assert.Equal(code, outcome.Refusal!.Fault.Code);
        Assert.Empty(_desk.Standing.Cases);
        Assert.Null(Open());
    }

    [Fact]
    public void Promise_IsNotForWhomeverNothingIsKnownOf_OrWhoIsYoung_OrPenalised()
    {
        Assert.Equal("exemplar-or-clean", Accept().Refusal!.Fault.Code);
        Clean("2025-01-06");
        Assert.Equal("exemplar-or-clean", Accept().Refusal!.Fault.Code);
        Clean();
        _desk.Push(Desk.Penalty("2026-05-06"));
        Assert.Equal("exemplar-or-clean", Accept().Refusal!.Fault.Code);
    }

    [Fact]
    public void Exemplar_IsTrusted_HoweverYoung()
    {
        _desk.Push(new ListEntryRecord
        {
            Source = "D11",
            Number = "示典1号",
            Revision = new Revision(1, _desk.Now, 1),
            DecidedOn = new DateOnly(2026, 5, 1),
            List = "X05",
            ListedOn = new DateOnly(2026, 5, 1),
        });

        Assert.Equal("AcceptedWithPromise", Accept().Case?.State);
    }

    [Fact]
    public void Promise_IsChangedByItsCaseAlone_NeitherByARowNorByASnapshot()
    {
        Clean();
        Accept();

        Assert.Equal(RowOutcome.Unchanged, _desk.Push(Record() with { Revision = new Revision(9, _desk.Now, 1), State = CommitmentState.Fulfilled }));
        Assert.Equal(RowOutcome.Unchanged, _desk.Push(Record() with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 6, 2), null) { MissingAt = _desk.Now } }));

        Assert.Equal((CommitmentState.Open, (WithdrawalMark?)null), (Record().State, Record().Withdrawal));
    }

    [Fact]
    public void PushedPromise_IsFollowedByItsRows_AndNeverMadeABreachByThePlatform()
    {
        _desk.Push(Pushed(1, "2026-06-12"));
        var taken = Assert.IsType<ToleranceCase>(Assert.Single(_desk.Standing.Cases.Values));
        Assert.Equal((true, "AcceptedWithPromise", "D18"), (taken.IsPushed, taken.State, taken.OpenedBy));
        Assert.Equal((new DateOnly(2026, 6, 9), new DateOnly(2026, 6, 12)), (taken.Deadlines[0].TargetOn, taken.Deadlines[0].DueOn));
        Assert.Equal("kept-by-rows", _desk.Step(taken.Id, "SupplyDocuments", "D18").Refusal!.Fault.Code);

        _desk.Push(Pushed(2, "2026-06-19"));
        Assert.Equal((new DateOnly(2026, 6, 16), new DateOnly(2026, 6, 19)), (Followed(taken.Id).Deadlines[0].TargetOn, Followed(taken.Id).Deadlines[0].DueOn));
        _desk.Now = Desk.At("2026-06-20");
        Assert.Equal(["Overdue"], Steps(_desk.Ask(new DeadlineLook { Case = taken.Id })));
        Assert.Equal((CommitmentState.Open, false, true), (Record().State, Followed(taken.Id).IsOver, Followed(taken.Id).IsOverdue));

        _desk.Push(Pushed(3, "2026-06-19") with { State = CommitmentState.Fulfilled });
        Assert.Equal(("Closed", "Supplied", (DateTimeOffset?)null), (Followed(taken.Id).State, Followed(taken.Id).Result, Followed(taken.Id).DueAt));
        _desk.Push(Pushed(4, "2026-06-26"));
        Assert.Equal(2, _desk.Standing.Cases.Count);
    }

    [Fact]
    public void Promise_WhoseRecordIsWithdrawn_IsClosed_AndNeverBreached()
    {
        Clean();
        Accept();
        _desk.Push(Pushed(1, "2026-06-12"));
        var pushed = _desk.Standing.Cases.Values.OfType<ToleranceCase>().Single(static known => known.IsPushed).Id;
        _desk.Push(Pushed(2, "2026-06-12") with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 6, 2), "示例") });
        var number = _desk.Object(Record(Approver).Ref).Case!.Id;
        _desk.Step(number, "Start", Approver);
        _desk.Step(number, "Withdraw", Approver, "示例");

        _desk.Now = Desk.At("2026-06-20");
        Assert.Empty(Look().Events);
        Assert.All(["TA-1", pushed], id => Assert.Equal(("Closed", (string?)null), (Followed(id).State, Followed(id).Result)));
        Assert.Equal(CommitmentState.Open, Record(Approver).State);
    }

    private ToleranceCase Followed(string id) => (ToleranceCase)_desk.Standing.Cases[id];

    private static CommitmentRecord Pushed(long revision, string due) => new()
    {
        Source = "D18",
        Number = "示诺1号",
        Revision = new Revision(revision, Desk.At("2026-06-01"), 1),
        DecidedOn = new DateOnly(2026, 6, 1),
        DueOn = DateOnly.Parse(due),
    };

    private void Clean(string established = "2015-03-02") => _desk.Push(new RegistrationRecord
    {
        Source = "D13",
        Number = "示登1号",
        Revision = new Revision(_desk.Standing.Version + 1, _desk.Now, 1),
        DecidedOn = DateOnly.Parse(established),
        EstablishedOn = DateOnly.Parse(established),
        Name = "示例有限公司",
    });

    private static ToleranceDraft Draft(string number = "TA-1") => new()
    {
        Case = number,
        Organisation = Approver,
        Matter = "MT-A01",
        BusinessNumber = "示例许可1号",
        EssentialsPresent = true,
        Missing = [new PromisedDocument("示例材料甲"), new PromisedDocument("示例材料乙")],
        Promise = Desk.Commitment,
        PromisedOn = new DateOnly(2026, 6, 12),
    };

    private CaseOutcome Accept() => _desk.Ask(Draft());

    private CaseOutcome Supply(params string[] documents) => _desk.Ask(new CaseStep { Case = "TA-1", Event = "SupplyDocuments", Organisation = Approver, Documents = [.. documents] });

    private CaseOutcome Look() => _desk.Ask(new DeadlineLook { Case = "TA-1" });

    private CommitmentRecord Record(string? source = null) => _desk.Standing.Records.OfType<CommitmentRecord>().Single(record => source is null || record.Source == source);

    private Reminder? Open() => _desk.Check("MT-A01").Reminders.FirstOrDefault(static reminder => reminder.Code == ReminderCode.OpenCommitment);

    private static IEnumerable<string> Steps(CaseOutcome outcome) => outcome.Events.OfType<CaseMoved>().Select(static moved => moved.Step);
}

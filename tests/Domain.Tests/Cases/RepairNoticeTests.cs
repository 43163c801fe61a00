using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>What the notice says is what the repair is judged by.</summary>
public sealed class RepairNoticeTests
{
    private static readonly Catalogue Catalogue = CatalogueLoader.Load();

    /// <summary>On the notice's first day an application is accepted, the day before it is not: over all regimes, severities and days.</summary>
    [Fact]
    public void PossibleFrom_IsTheFirstDayOnWhichTheUnitMayAccept() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Enum<Severity>(), Gen.Int[0, 20]).Sample(static (day, severity, later) =>
        {
            var decided = new DateOnly(2023, 6, 1).AddDays(day);
            var penalty = Desk.Penalty($"{decided:yyyy-MM-dd}", severity: severity) with { PublishedOn = decided.AddDays(later) };
            var notice = Notice(penalty, decided);

            Assert.Null(Refused(penalty, notice.PossibleFrom));
            Assert.True(notice.PossibleFrom == penalty.DecidedOn || Refused(penalty, notice.PossibleFrom.AddDays(-1)) == "minimum-publicity-served");
        });

    [Fact]
    public void Terms_AreThoseOfACaseReceivedOnTheFirstDay()
    {
        var penalty = Desk.Penalty("2026-05-05");
        var notice = Notice(penalty, penalty.DecidedOn);
        var desk = new Desk("2026-05-06");
        desk.Push(penalty);
        desk.Now = Desk.At($"{notice.PossibleFrom:yyyy-MM-dd}");

        Assert.Equal(new DateOnly(2026, 8, 5), notice.PossibleFrom);
        Assert.Equal(new DateOnly(2027, 5, 5), notice.PublicityEndsOn);
        Assert.Equal("2026-04", notice.Edition.Id);
        Assert.Equal([notice.Acceptance, notice.Result], desk.Apply(penalty.Ref).Case!.Deadlines.AsEnumerable());
    }

    [Fact]
    public void OwnKnowledge_IsMarked()
    {
        Assert.DoesNotContain(NoticeRemark.Severity, Notice(Desk.Penalty("2026-05-05"), new DateOnly(2026, 5, 5)).Unconfirmed);
        Assert.Contains(NoticeRemark.Severity, Notice(Desk.Penalty("2026-05-05") with { Severity = null }, new DateOnly(2026, 5, 5)).Unconfirmed);
        Assert.Contains(NoticeRemark.Periods, Notice(Desk.Penalty("2024-05-06"), new DateOnly(2024, 5, 6)).Unconfirmed);
        Assert.Contains(NoticeRemark.Terms, Notice(Desk.Penalty("2026-05-05"), new DateOnly(2026, 5, 5)).Unconfirmed);
    }

    private static RepairNotice Notice(PenaltyRecord penalty, DateOnly day)
    {
        var desk = new Desk($"{day:yyyy-MM-dd}");
        desk.Push(penalty);
        return RepairNotice.Of(desk.Standing, penalty.Ref, Catalogue, desk.Now)!;
    }

    private static string? Refused(PenaltyRecord penalty, DateOnly day)
    {
        var desk = new Desk($"{day:yyyy-MM-dd}");
        desk.Push(penalty);
        desk.Apply(penalty.Ref);
        return desk.Step("RP-1", "Accept", "D13").Refusal?.Fault.Code;
    }
}

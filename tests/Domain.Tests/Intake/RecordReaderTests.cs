using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Intake;

public sealed class RecordReaderTests
{
    [Fact]
    public void Read_MasksIdNumbers_InsideTexts()
    {
        var record = Rows.Draft(Rows.Penalty with
        {
            Reason = $"当事人{Rows.PersonId}拒不改正",
            Basis = $"{Rows.PersonId}号",
            Removal = new EndRow { On = "2026-11-20", Reason = $"由{Rows.PersonId}申请" },
        }).Record;

        Assert.All([record.Reason, record.Basis, record.Removal?.Reason], static text =>
        {
            Assert.DoesNotContain(Rows.PersonId, text, StringComparison.Ordinal);
            Assert.Contains("***********", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Read_TakesAText_OfFiveThousandCharacters() =>
        Assert.Equal(5_000, Rows.Draft(Rows.Penalty with { Reason = new string('因', 5_000) }).Record.Reason?.Length);

    [Fact]
    public void Read_KeepsNoNameOfAPerson_InTheirRegistration() =>
        Assert.Equal("示**", Assert.IsType<RegistrationRecord>(Rows.Draft(Rows.Of("registration") with { Subject = Rows.Person, Name = "示例甲" }).Record).Name);

    [Theory]
    [InlineData("2026-11-02", "2026-11-23")]    // the 22nd is a Sunday
    [InlineData("2026-11-03", "2026-11-23")]
    [InlineData("2026-09-11", "2026-10-08")]    // the holiday from 1 October
    [InlineData("2026-09-20", "2026-10-10")]    // a Saturday that is worked
    public void Read_CountsTwentyDays_AndEndsOnAWorkingDay(string received, string due)
    {
        var dispute = Rows.Draft(Rows.Penalty with { Dispute = new DisputeRow { Objection = "异1", ReceivedOn = received } }).Record.Dispute;

        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), dispute?.DueOn);
    }

    [Fact]
    public void Read_CountsAListingFromTheDecision_WhenNoDayOfEntryIsGiven() =>
        Assert.Equal(new DateOnly(2026, 6, 1), Assert.IsType<ListEntryRecord>(Rows.Draft(Rows.Entry).Record).ListedOn);

    [Fact]
    public void Read_TakesAnyListing_WhenThePlatformOperatorRelaysIt() =>
        Assert.Equal(Department.PlatformOperator, Rows.Draft(Rows.Entry, Department.PlatformOperator).Record.Source);

    [Fact]
    public void Read_FindsAList_ByItsWholeName() =>
        Assert.Equal("L04", Assert.IsType<ListEntryRecord>(Rows.Draft(Rows.Entry with { List = " 拖欠农民工工资失信联合惩戒对象名单 " }).Record).List);

    [Fact]
    public void Read_KnowsAnEntryOfARedListByItsList_WhenItHasNoDocumentNumber() =>
        Assert.Equal(("R01", "R01"), Rows.Draft(Rows.Entry with { List = "纳税信用A级纳税人", Number = null }, "D14").Record is ListEntryRecord entry ? (entry.List, entry.Number) : default);

    [Fact]
    public void Read_KeepsTheNumber_OfAnEntryOfARedList() =>
        Assert.Equal("示例列1号", Rows.Draft(Rows.Entry with { List = "R01" }, "D14").Record.Number);

    [Theory]
    [InlineData("L04", null)]
    [InlineData("L04", " ")]
    public void Read_AsksForTheNumber_OfAnAdverseEntry(string list, string? number) =>
        Assert.Equal(["missing@number"], Rows.Faults(Rows.Entry with { List = list, Number = number }));

    [Fact]
    public void Read_TakesChoices_InAnyCaseAndWithSpaceAround() =>
        Assert.Equal([PenaltyCategory.Fine], Assert.IsType<PenaltyRecord>(Rows.Draft(Rows.Penalty with { Kind = " PENALTY ", Categories = [" Fine"] }).Record).Categories);

    [Fact]
    public void Read_KeepsScenesTrimmed() =>
        Assert.Equal(["S05"], Assert.IsType<SceneConsentRecord>(Rows.Draft(Rows.Of("sceneConsent") with { Subject = Rows.Person, Scenes = [" S05 "] }).Record).Scenes);

    [Fact]
    public void Read_GivesThePlaceAmongTheRevisions()
    {
        Assert.Equal(new Revision(3, Rows.AsOf, 1), Rows.Draft(Rows.Penalty with { Revision = 3 }).Record.Revision);
        Assert.Equal(new Revision(null, Rows.AsOf, 1), Rows.Draft(Rows.Penalty).Record.Revision);
    }

    [Fact]
    public void Read_NamesTheLinkedPersons_WithTheirRoles()
    {
        var linked = Assert.Single(Rows.Draft(Rows.Entry with { Linked = [Rows.Representative] }).Linked);

        Assert.Equal(LinkedRole.LegalRepresentative, linked.Role);
        Assert.Equal("示例甲", Assert.IsType<PersonClaim>(linked.Person).Name.Value);
    }
}

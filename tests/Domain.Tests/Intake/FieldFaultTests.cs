using System.Collections.Immutable;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Intake;

public sealed class FieldFaultTests
{
    private static readonly string Minor = IdOfOneBornOn("20081124");
    private static readonly string JustAdult = IdOfOneBornOn("20081123");

    /// <summary>Each fault: the field as the sender wrote it, the code, and a row with that fault alone.</summary>
    public static TheoryData<string, RecordRow> Spoilt => new()
    {
        { "missing@kind", Rows.Penalty with { Kind = null } },
        { "unknown-choice@kind", Rows.Penalty with { Kind = "fine" } },
        { "missing@number", Rows.Penalty with { Number = "  " } },
        { "too-long@number", Rows.Penalty with { Number = new string('9', 201) } },
        { "id-number-in-text@number", Rows.Penalty with { Number = $"罚{Rows.PersonId}号" } },
        { "nul-character@number", Rows.Penalty with { Number = "罚\0号" } },
        { "nul-character@reason", Rows.Penalty with { Reason = "因\0" } },
        { "nul-character@removal.reason", Rows.Penalty with { Removal = new EndRow { On = "2026-11-20", Reason = "\0" } } },
        { "nul-character@subject.person.name", Rows.Penalty with { Subject = Person("示\0例", Rows.PersonId) } },
        { "nul-character@scenes[0]", Rows.Of("sceneConsent") with { Subject = Rows.Person, Scenes = ["S05\0"] } },
        { "missing@decidedOn", Rows.Penalty with { DecidedOn = null } },
        { "not-a-date@decidedOn", Rows.Penalty with { DecidedOn = "2026-02-29" } },
        { "not-a-date@decidedOn", Rows.Penalty with { DecidedOn = "01/06/2026" } },
        { "date-in-future@decidedOn", Rows.Penalty with { DecidedOn = "2026-11-24" } },
        { "date-out-of-range@decidedOn", Rows.Penalty with { DecidedOn = "2199-01-01" } },
        { "date-out-of-range@decidedOn", Rows.Penalty with { DecidedOn = "1949-09-30" } },
        { "date-out-of-range@until", Rows.Penalty with { Until = "2199-12-31" } },
        { "ends-before-start@until", Rows.Penalty with { Until = "2026-05-31" } },
        { "not-positive@revision", Rows.Penalty with { Revision = 0 } },
        { "too-long@reason", Rows.Penalty with { Reason = new string('因', 5_001) } },
        { "too-long@basis", Rows.Penalty with { Basis = new string('据', 5_001) } },
        { "missing@subject", Rows.Penalty with { Subject = null } },
        { "subject-not-one@subject", Rows.Penalty with { Subject = new SubjectRow() } },
        { "subject-not-one@subject", Rows.Penalty with { Subject = Rows.Person with { Uscc = Rows.Company.Uscc } } },
        { "subject-key@subject.key", Rows.Penalty with { Subject = new SubjectRow { Key = "p-0" } } },
        { "name-missing@subject.person.name", Rows.Penalty with { Subject = Person("", Rows.PersonId) } },
        { "id-missing@subject.person.idNumber", Rows.Penalty with { Subject = Person("示例甲", null) } },
        { "person-minor@subject.person.idNumber", Rows.Penalty with { Subject = Person("示例甲", Minor) } },
        { "unknown-choice@categories[1]", Rows.Penalty with { Categories = ["fine", "fined"] } },
        { "missing@categories[0]", Rows.Penalty with { Categories = [null!] } },
        { "unknown-choice@severity", Rows.Penalty with { Severity = "grave" } },
        { "unknown-choice@severity", Rows.Penalty with { Severity = "1" } },
        { "not-positive@fine10kCny", Rows.Penalty with { Fine10kCny = 0 } },
        { "date-in-future@publishedOn", Rows.Penalty with { PublishedOn = "2026-11-24" } },
        { "ends-before-start@publicityEndsOn", Rows.Penalty with { PublicityEndsOn = "2026-05-31" } },
        { "missing@dispute.objection", Rows.Penalty with { Dispute = new DisputeRow { ReceivedOn = "2026-11-20" } } },
        { "date-in-future@dispute.receivedOn", Rows.Penalty with { Dispute = new DisputeRow { Objection = "异1", ReceivedOn = "2026-11-24" } } },
        { "missing@repair.case", Rows.Penalty with { Repair = new RepairRow { DecidedOn = "2026-11-20" } } },
        { "missing@repair.decidedOn", Rows.Penalty with { Repair = new RepairRow { Case = "修1" } } },
        { "date-in-future@removal.on", Rows.Penalty with { Removal = new EndRow { On = "2026-11-24" } } },
        { "missing@withdrawal.on", Rows.Penalty with { Withdrawal = new EndRow { Reason = "有误" } } },
        { "missing@list", Rows.Entry with { List = null } },
        { "unknown-list@list", Rows.Entry with { List = "L99" } },
        { "not-designating-unit@list", Rows.Entry with { List = "L05" } },
        { "subject-kind@subject", Rows.Entry with { List = "R03", Subject = Rows.Person } },
        { "ends-before-start@until", Rows.Entry with { Until = "2026-06-30", ListedOn = "2026-07-01" } },
        { "term-missing@untilPerformed", Rows.Entry with { UntilPerformed = true } },
        { "unknown-choice@facts.rich", Rows.Entry with { Facts = ImmutableSortedDictionary<string, bool>.Empty.Add("rich", true) } },
        { "unknown-choice@linked[0].role", Rows.Entry with { Linked = [Rows.Representative with { Role = "brother" }] } },
        { "missing@linked[1].role", Rows.Entry with { Linked = [Rows.Representative, Rows.Representative with { Role = null }] } },
        { "subject-not-one@linked[0]", Rows.Entry with { Linked = [Rows.Representative with { Person = null }] } },
        { "missing@linked[0]", Rows.Entry with { Linked = [null!] } },
        { "subject-kind@linked[0].key", Rows.Entry with { Linked = [new LinkedRow { Role = "director", Key = Rows.Company.Uscc }] } },
        { "linked-on-person@linked", Rows.Entry with { Subject = Rows.Person, Linked = [Rows.Representative] } },
        { "missing@name", Rows.Of("registration") },
        { "id-number-in-text@name", Rows.Of("registration") with { Name = $"示例{Rows.PersonId}店" } },
        { "unknown-choice@status", Rows.Of("registration") with { Name = "示例店", Status = "gone" } },
        { "date-in-future@establishedOn", Rows.Of("registration") with { Name = "示例店", EstablishedOn = "2026-11-24" } },
        { "missing@stayedNumber", Rows.Of("stay") },
        { "unknown-department@stayedSource", Rows.Of("stay") with { StayedNumber = "1", StayedSource = "D99" } },
        { "unknown-choice@state", Rows.Of("commitment") with { State = "kept" } },
        { "missing@breachedOn", Rows.Of("commitment") with { State = "breached" } },
        { "missing@grade", Rows.Of("riskClass") },
        { "unknown-choice@grade", Rows.Of("riskClass") with { Grade = "M" } },
        { "unknown-choice@grade", Rows.Of("taxGrade") with { Grade = "E" } },
        { "unknown-choice@grade", Rows.Of("evaluation") with { Grade = "A" } },
        { "subject-kind@subject", Rows.Of("sceneConsent") with { Scenes = ["S05"] } },
        { "unknown-scene@scenes[1]", Rows.Of("sceneConsent") with { Subject = Rows.Person, Scenes = ["S05", "I01"] } },
        { "missing@scenes[0]", Rows.Of("sceneConsent") with { Subject = Rows.Person, Scenes = [null!] } },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void Read_NamesTheFieldAndTheCode_WhenOneFieldIsSpoilt(string fault, RecordRow row) =>
        Assert.Equal([fault], Rows.Faults(row));

    [Fact]
    public void Read_NamesTheCode_WhenALetterOStandsForAZero() =>
        Assert.Equal(["uscc-character@subject.uscc"], Rows.Faults(Rows.Penalty with { Subject = new SubjectRow { Uscc = "9136070OXN00000044" } }));

    [Fact]
    public void Read_NamesEveryFault_WhenSeveralFieldsAreSpoilt()
    {
        var row = Rows.Penalty with
        {
            Subject = Person("", "1"),
            Number = null,
            DecidedOn = "2199-01-01",
            Fine10kCny = -1,
            Categories = ["x"],
            Repair = new RepairRow(),
        };

        Assert.Equal(
            [
                "name-missing@subject.person.name", "id-length@subject.person.idNumber", "missing@number", "date-out-of-range@decidedOn",
            ],
            Rows.Faults(row)[..4]);
    }

    [Fact]
    public void Read_NamesTheFaultsOfTheKindToo_WhenTheSubjectIsGood()
    {
        var row = Rows.Penalty with { Number = null, Fine10kCny = -1, Categories = ["x"], Repair = new RepairRow() };

        Assert.Equal(
            ["missing@number", "not-positive@fine10kCny", "unknown-choice@categories[0]", "missing@repair.case", "missing@repair.decidedOn"],
            Rows.Faults(row));
    }

    [Fact]
    public void Read_ListsTheChoices_WhenTheKindIsUnknown()
    {
        var text = Assert.Single(Rows.Read(Rows.Penalty with { Kind = "fine" }).Faults).Fault.Text;

        Assert.All(
            ["registration", "permit", "penalty", "listEntry", "consumptionOrder", "exitDecision", "stay", "commitment", "riskClass", "taxGrade", "evaluation", "sceneConsent"],
            kind => Assert.True(text.Zh.Contains(kind, StringComparison.Ordinal) && text.En.Contains(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_RepeatsNoIdNumber_WhateverTheFault()
    {
        RecordRow[] rows =
        [
            Rows.Penalty with { Number = Rows.PersonId }, Rows.Entry with { List = Rows.PersonId }, Rows.Penalty with { Subject = Person("示例甲", Rows.PersonId[..17] + "?") },
            Rows.Penalty with { Kind = Rows.PersonId }, Rows.Of("sceneConsent") with { Subject = Rows.Person, Scenes = [Rows.PersonId] },
            Rows.Entry with { Facts = ImmutableSortedDictionary<string, bool>.Empty.Add(Rows.PersonId, true) },
        ];

        Assert.All(rows.SelectMany(static row => Rows.Read(row).Faults), static fault =>
            Assert.DoesNotContain(Rows.PersonId[..17], $"{fault.Field}{fault.Fault.Text.Zh}{fault.Fault.Text.En}", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TakesAPerson_OnTheEighteenthBirthday() =>
        Assert.IsType<PersonClaim>(Rows.Draft(Rows.Penalty with { Subject = Person("示例甲", JustAdult) }).Subject);

    private static SubjectRow Person(string? name, string? id) => new() { Person = new PersonRow { Name = name, IdNumber = id } };

    private static string IdOfOneBornOn(string day)
    {
        var body = $"360799{day}001";
        return body + CitizenIdCheck.Of(body);
    }
}

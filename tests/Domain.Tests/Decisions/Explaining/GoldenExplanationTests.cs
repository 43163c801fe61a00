using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions.Explaining;

/// <summary>Explanations, word for word in both languages, of stories that between them take every kind of step.</summary>
public sealed class GoldenExplanationTests
{
    private const string Regenerate = "CREDITGATE_WRITE_EXPLANATIONS";
    private static readonly DateTimeOffset Now = LegalTime.StartOf(new DateOnly(2026, 11, 23)).AddHours(10);
    private static readonly Edition Edition = CatalogueLoader.Load().At(Now);
    private static readonly SubjectKey Company = SubjectKey.Of(FictionalCodes.Entity(1));
    private static readonly SubjectKey Person = SubjectKey.OfPerson(new Guid(1, 0, 0, new byte[8]));

    [Fact]
    public void Explanations_AreTheCommittedOnes()
    {
        var told = string.Join('\n', Stories().Select(Told)) + "\n";
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            File.WriteAllText(Committed(), told);
        }

        Assert.True(told == File.ReadAllText(Committed()), $"""
            Explanations are no longer what {Path.GetFileName(Committed())} says. Codes must stay; texts may be reworded. If that is meant, write it anew and commit it:
                {Regenerate}=1 dotnet run --project tests/Domain.Tests -- -class {typeof(GoldenExplanationTests).FullName}
            """);
    }

    [Fact]
    public void Stories_TakeEveryStepThatAStandingCanTake()
    {
        var taken = Stories().SelectMany(static story => story.Steps).Select(static step => step.Code).ToHashSet();

        Assert.Empty(Enum.GetValues<StepCode>().Except(taken));
    }

    private static string Told((string Name, ImmutableArray<Step> Steps) story)
    {
        var text = new StringBuilder().Append("# ").Append(story.Name).Append('\n');
        foreach (var step in story.Steps)
        {
            var words = StepTexts.Of(step, Edition);
            text.Append(step.Stage).Append(' ').Append(step.Code).Append('\n').Append("  ").Append(words.Zh).Append('\n').Append("  ").Append(words.En).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, ImmutableArray<Step> Steps)> Stories()
    {
        yield return Ask("nobody told of the subject", Company, "MT-C01", []);
        yield return Ask("three clean years", Company, "MT-A01", [Registered(2015)]);
        yield return Ask("too young for three clean years", Company, "MT-A01", [Registered(2024)], at: LegalTime.StartOf(new DateOnly(2027, 2, 20)).AddHours(10));
        yield return Ask("on the list of unpaid wages, for procurement", Company, "MT-C01", [Listed("L04", "示列1号"), Listed("R01", "示红1号")]);
        yield return Ask("the same, under objection", Company, "MT-C01", [Listed("L04", "示列1号") with { Dispute = Dispute }, Listed("R01", "示红1号")]);
        yield return Ask("the same, stayed", Company, "MT-C01", [Listed("L04", "示列1号"), Stay("示列1号"), Registered(2024)]);
        yield return Ask("the same, repaired; others withdrawn, removed, over and to come", Company, "MT-C01",
        [
            Listed("L04", "示列1号") with { Repair = new RepairMark("示修1号", new DateOnly(2026, 10, 8)) },
            Listed("L04", "示列2号") with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 9, 1), null) },
            Listed("L04", "示列3号") with { Removal = new RemovalMark(new DateOnly(2026, 9, 1), null) },
            Listed("L04", "示列4号", 2019),
            Listed("L04", "示列5号") with { Until = new DateOnly(2026, 11, 1) },
            Listed("L04", "示列6号") with { ListedOn = new DateOnly(2026, 11, 24), DecidedOn = new DateOnly(2026, 11, 24) },
            Registered(2015),
        ]);
        yield return Ask("the same, shielded while a reorganisation runs", Company, "MT-C01", [Listed("L04", "示列1号") with { Shield = new ShieldMark("RP-示1", new DateOnly(2026, 10, 8)) }, Registered(2015)]);
        yield return Ask("a list without a rule for the matter", Company, "MT-E01", [Listed("L04", "示列1号")]);
        yield return Ask("the same, under objection", Company, "MT-E01", [Listed("L04", "示列1号") with { Dispute = Dispute }]);
        yield return Ask("advice to the market", Company, "MT-H01", [Listed("L12", "示列1号")]);
        yield return Ask("penalties: public, minor, old and to be published", Company, "MT-A01",
        [
            Penalty("示罚1号", 2026), Penalty("示罚2号", 2020), Penalty("示罚3号", 2026) with { Severity = Severity.Minor },
            Penalty("示罚4号", 2026) with { Dispute = Dispute, PublishedOn = new DateOnly(2026, 12, 1) }, Registered(2015),
        ]);
        yield return Ask("penalties that do not count", Company, "MT-A01", [Penalty("示罚1号", 2020), Penalty("示罚2号", 2026) with { Severity = Severity.Minor }, Registered(2015)]);
        yield return Ask("a rule for other subjects", Company, "MT-B01", [Listed("L01", "示执1号") with { Facts = Settled(true) }]);
        yield return Ask("only a disputed penalty", Company, "MT-A01", [Penalty("示罚1号", 2026) with { Dispute = Dispute }, Registered(2015)]);
        yield return Ask("the publicity of a penalty ends", Company, "MT-A01", [Penalty("示罚1号", 2026) with { PublicityEndsOn = new DateOnly(2026, 11, 23) }]);
        yield return Ask("a penalty is published tomorrow", Company, "MT-A01", [Penalty("示罚1号", 2026) with { PublishedOn = new DateOnly(2026, 11, 24) }]);
        yield return Ask("a penalty leaves the look-back", Company, "MT-A01", [Penalty("示罚1号", 2023) with { DecidedOn = new DateOnly(2023, 11, 23) }, Registered(2015)]);
        yield return Ask("a listing ends", Company, "MT-C01", [Listed("L04", "示列1号") with { Until = new DateOnly(2026, 11, 23) }, Registered(2015)]);
        yield return Ask("the day of three years", Company, "MT-A01", [Registered(2023) with { EstablishedOn = new DateOnly(2023, 11, 24) }]);
        yield return Ask("a list that is not enabled, and a permit", Company, "MT-A01", [Listed("L17", "示列1号"), Permit(), Registered(2015)]);
        yield return Ask("a person: large debt stated, not stated, open and disputed", Person, "MT-B01",
        [
            Listed("L01", "示执1号") with { Facts = Settled(true) }, Listed("L01", "示执2号") with { Facts = Settled(false) }, Listed("L01", "示执3号"),
            Listed("L01", "示执4号") with { Facts = Settled(true), Dispute = Dispute },
        ]);
        yield return Ask("a person whom a company's order names", Person, "MT-K01",
            [Order("示执1号") with { Mirror = new MirrorOf(Company.Value, LinkedRole.Supervisor) }, Order("示执2号") with { Dispute = Dispute }]);
        yield return Ask("a person named in the check", Company, "MT-C01", [Registered(2015)], [Listed("L01", "示执1号") with { Facts = Settled(true) }]);
        yield return Ask("a scene without consent", Person, "MT-H01", [Listed("R01", "示红1号")]);
        yield return ("a source that would be stale, the end of the edition", Until(Now.AddHours(3), Now.AddHours(3).AddDays(9)).AddRange(Until(Now.AddHours(4), Now.AddHours(4))));
        var ambiguous = new Trace();
        Decider.RuleAmbiguous(Edition, ambiguous);
        yield return ("name and number do not belong together", ambiguous.Steps);
    }

    private static (string Name, ImmutableArray<Step> Steps) Ask(
        string name, SubjectKey subject, string matter, PublicCreditRecord[] records, PublicCreditRecord[]? named = null, DateTimeOffset? at = null)
    {
        var instant = at ?? Now;
        var trace = new Trace();
        var standing = AnyCase.Of(subject, records);
        ImmutableArray<LinkedStanding> linked = named is null ? [] : [new LinkedStanding(LinkedRole.LegalRepresentative, AnyCase.Of(Person, named))];
        var ruling = Decider.Rule(standing, linked, Edition.Matters[matter], Edition, instant, trace);
        var answer = Decider.Answer(ruling, standing, linked, new Dictionary<string, DateTimeOffset>(), Edition.Matters[matter], Edition, instant);
        trace.Until(answer.ValidUntil, instant, ruling, Edition.Matters[matter], Edition);
        return ($"{name}: {matter}", trace.Steps);
    }

    private static ImmutableArray<Step> Until(DateTimeOffset validUntil, DateTimeOffset changesAt)
    {
        var trace = new Trace();
        trace.Until(validUntil, Now, Decider.RuleAmbiguous(Edition) with { ChangesAt = changesAt }, Edition.Matters["MT-C01"], Edition);
        return trace.Steps;
    }

    private static DisputeMark Dispute { get; } = new("示异1号", new DateOnly(2026, 11, 10), new DateOnly(2026, 11, 30));

    private static Revision First { get; } = new(1, Now, 1);

    private static ImmutableSortedDictionary<string, bool> Settled(bool holds) =>
        ImmutableSortedDictionary<string, bool>.Empty.Add(RequiredFacts.ListedForLargeOverdueDebt, holds);

    private static ListEntryRecord Listed(string list, string number, int year = 2026) => new()
    {
        Source = "D22",
        Number = number,
        Revision = First,
        DecidedOn = new DateOnly(year, 6, 3),
        List = list,
        ListedOn = new DateOnly(year, 6, 3),
    };

    private static PenaltyRecord Penalty(string number, int year) => new()
    {
        Source = "D13",
        Number = number,
        Revision = First,
        DecidedOn = new DateOnly(year, 10, 8),
        Categories = [PenaltyCategory.Fine],
        Severity = Severity.General,
    };

    private static RegistrationRecord Registered(int year) => new()
    {
        Source = "D13",
        Number = "示登1号",
        Revision = First,
        DecidedOn = new DateOnly(year, 3, 2),
        Name = "示例有限公司",
        EstablishedOn = new DateOnly(year, 3, 2),
    };

    private static StayRecord Stay(string number) => new()
    {
        Source = "D34",
        Number = "示停1号",
        Revision = First,
        DecidedOn = new DateOnly(2026, 11, 2),
        StayedNumber = number,
    };

    private static PermitRecord Permit() => new() { Source = "D13", Number = "示许1号", Revision = First, DecidedOn = new DateOnly(2026, 3, 2) };

    private static ConsumptionOrderRecord Order(string number) => new() { Source = "D34", Number = number, Revision = First, DecidedOn = new DateOnly(2026, 3, 2) };

    private static string Committed([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "explanations.golden");
}

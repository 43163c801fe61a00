using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CsCheck;

namespace CreditGate.Domain.Tests.Decisions;

/// <summary>Records of every kind and with every mark, whose dates crowd around the days at which something ends or begins.</summary>
internal static class AnyRecord
{
    private static readonly Edition Latest = CatalogueLoader.Load().Editions[^1];
    private static readonly string[] ListCodes = [.. Latest.Lists.Keys.Order(StringComparer.Ordinal)];
    private static readonly string[] Positive = [.. ListCodes.Where(code => Latest.Lists[code].Kind is ListKind.Red or ListKind.Exemplar)];
    private static readonly string[] Scenes = [.. Latest.Incentives.Values.Where(incentive => incentive.IsScene).Select(incentive => incentive.Code).Order(StringComparer.Ordinal)];
    private static readonly string[] Departments = ["D01", "D13", "D22", "D34"];
    private static readonly string Company = SubjectKey.Of(FictionalCodes.Entity(7)).Value;

    private static readonly Gen<bool> Seldom = Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)));

    /// <summary>A record numbered apart from its neighbours; stays name the numbers of low ordinals.</summary>
    public static Gen<PublicCreditRecord> Of(SubjectKinds subject, DateOnly today, int ordinal) =>
        Gen.Frequency((5, Entry(ListCodes, today)), (2, Penalty(today)), (6, Other(today)))
            .SelectMany(record => Marked(record, subject, today))
            .Select(record => record with { Number = $"N{ordinal}" });

    /// <summary>A red or exemplar entry, or consent to scenes: nothing that could ever count against anybody.</summary>
    public static Gen<PublicCreditRecord> Favourable(SubjectKinds subject, DateOnly today) =>
        Gen.Frequency((2, Entry(Positive, today)), (1, Consent(today)))
            .SelectMany(record => Marked(record, subject, today))
            .Select(record => record with { Number = "favour" });

    private static Gen<PublicCreditRecord> Entry(string[] lists, DateOnly today) => Gen.Select(
        Gen.OneOf(lists),
        Day(today),
        Gen.Frequency((8, Gen.Const(false)), (1, Gen.Const(true))),
        Gen.OneOf([.. RequiredFacts.Questions.Keys]),
        Gen.Int[0, 2],
        PublicCreditRecord (list, day, untilPerformed, fact, settled) => new ListEntryRecord
        {
            Source = "D13",
            Number = "",
            Revision = First,
            DecidedOn = day,
            List = list,
            ListedOn = day,
            UntilPerformed = untilPerformed,
            Facts = settled == 0 ? ImmutableSortedDictionary<string, bool>.Empty : ImmutableSortedDictionary<string, bool>.Empty.Add(fact, settled == 1),
        });

    private static Gen<PublicCreditRecord> Penalty(DateOnly today) => Gen.Select(
        Gen.Enum<PenaltyCategory>(),
        Day(today),
        Maybe(Day(today)),
        Maybe(Day(today)),
        Gen.Int[0, 2],
        PublicCreditRecord (category, day, published, ends, duties) => new PenaltyRecord
        {
            Source = "D13",
            Number = "",
            Revision = First,
            DecidedOn = day,
            Categories = [category],
            PublishedOn = published,
            PublicityEndsOn = ends,
            DutiesDone = duties == 0 ? null : duties == 1,
        });

    private static Gen<PublicCreditRecord> Consent(DateOnly today) => Gen.Select(
        Day(today),
        Gen.OneOf(Scenes).Array[0, 4],
        PublicCreditRecord (day, scenes) => new SceneConsentRecord { Source = "D01", Number = "", Revision = First, DecidedOn = day, Scenes = [.. scenes] });

    private static Gen<PublicCreditRecord> Other(DateOnly today) => Gen.OneOf(
        Consent(today),
        Gen.Select(Day(today), Maybe(Day(today)), Gen.Enum<RegistrationStatus>(), PublicCreditRecord (day, established, status) =>
            new RegistrationRecord { Source = "D13", Number = "", Revision = First, DecidedOn = day, Name = "示例", Status = status, EstablishedOn = established }),
        Gen.Select(Day(today), Gen.Int[0, 5], Maybe(Gen.OneOf(Departments)), PublicCreditRecord (day, stayed, source) =>
            new StayRecord { Source = "D34", Number = "", Revision = First, DecidedOn = day, StayedNumber = $"N{stayed}", StayedSource = source }),
        Gen.Select(Day(today), Maybe(Day(today)), Gen.Enum<CommitmentState>(), PublicCreditRecord (day, breached, state) =>
            new CommitmentRecord { Source = "D18", Number = "", Revision = First, DecidedOn = day, State = state, BreachedOn = state == CommitmentState.Breached ? breached : null }),
        Day(today).Select(PublicCreditRecord (day) => new ConsumptionOrderRecord { Source = "D34", Number = "", Revision = First, DecidedOn = day }),
        Day(today).Select(PublicCreditRecord (day) => new ExitDecisionRecord { Source = "D29", Number = "", Revision = First, DecidedOn = day }),
        Day(today).Select(PublicCreditRecord (day) => new PermitRecord { Source = "D13", Number = "", Revision = First, DecidedOn = day }),
        Gen.Select(Day(today), Gen.Enum<RiskGrade>(), PublicCreditRecord (day, grade) => new RiskClassRecord { Source = "D13", Number = "", Revision = First, DecidedOn = day, Grade = grade }),
        Gen.Select(Day(today), Gen.Enum<TaxCredit>(), PublicCreditRecord (day, grade) => new TaxGradeRecord { Source = "D14", Number = "", Revision = First, DecidedOn = day, Grade = grade }),
        Gen.Select(Day(today), Gen.Enum<EvaluationGrade>(), PublicCreditRecord (day, grade) => new EvaluationRecord { Source = "D01", Number = "", Revision = First, DecidedOn = day, Grade = grade }));

    private static Gen<PublicCreditRecord> Marked(PublicCreditRecord record, SubjectKinds subject, DateOnly today) => Gen.Select(
        Gen.OneOf(Departments),
        Maybe(Day(today)),
        Gen.Select(Seldom, Seldom, Seldom, Seldom),
        Day(today),
        Gen.Frequency((4, Gen.Const(-1)), (1, Gen.Int[0, 7])),
        (source, until, marks, on, role) => record with
        {
            Source = source,
            Until = until,
            Dispute = marks.Item1 ? new DisputeMark("YY1", on, on.AddDays(20)) : null,
            Repair = marks.Item2 ? new RepairMark("XF1", on) : null,
            Removal = marks.Item3 ? new RemovalMark(on < today ? on : today, null) : null,
            Withdrawal = marks.Item4 ? new WithdrawalMark(on, null) : null,
            Mirror = subject == SubjectKinds.Person && role >= 0 ? new MirrorOf(Company, (LinkedRole)role) : null,
        });

    private static Revision First { get; } = new(1, DateTimeOffset.UnixEpoch, 1);

    /// <summary>Days at and beside those from which the periods of the rules lead to today, and some others.</summary>
    private static Gen<DateOnly> Day(DateOnly today) => Gen.Frequency(
        (3, Gen.Select(Gen.OneOf(0, -3, -12, -24, -36, -60, -72, 12), Gen.Int[-2, 2], (months, days) => today.AddMonths(months).AddDays(days))),
        (2, Gen.Int[-2_500, 400].Select(today.AddDays)));

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((2, Gen.Const(default(T?))), (1, gen.Select(static value => (T?)value)));

    private static Gen<string?> Maybe(Gen<string> gen) => Gen.Frequency((2, Gen.Const<string?>(static () => null)), (1, gen.Select(static value => (string?)value)));
}

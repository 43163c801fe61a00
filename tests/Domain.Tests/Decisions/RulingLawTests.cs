using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions;

/// <summary>What holds for every ruling, whatever the records.</summary>
public sealed class RulingLawTests
{
    private const int Samples = 10_000;

    [Fact]
    public void Rule_GivesTheSame_WhateverTheOrderOfArrival() =>
        Gen.Select(AnyCase.All, Gen.Int).Sample(
            (any, seed) => AnyCase.Said(any.Rule()) == AnyCase.Said((any with { Standing = Shuffled(any.Standing, seed) }).Rule()),
            iter: Samples);

    [Fact]
    public void Rule_IsNeverStronger_WithAFavourableRecordMore() =>
        AnyCase.All.SelectMany(any => AnyRecord.Favourable(any.Standing.Key.Kind, any.Today).Select(record => (any, record))).Sample(
            (any, record) =>
            {
                var before = any.Rule();
                var after = (any with { Standing = any.Standing.Apply(AnyCase.Pushed(record)) }).Rule();
                return after.Outcome <= before.Outcome && Adverse(after) == Adverse(before);
            },
            iter: Samples);

    [Fact]
    public void Rule_RestsNothingOnARecord_ThatIsDisputedOrStayed() =>
        AnyCase.All.Sample(
            any => Assert.All(Lines(any.Rule()), line =>
            {
                var record = any.Behind(line);
                Assert.Null(record.Dispute);
                Assert.False(any.IsStayed(record, line.On));
            }),
            iter: Samples);

    [Fact]
    public void Rule_SuspendsOnlyRecords_ThatAreDisputedOrStayed() =>
        AnyCase.All.Sample(
            any => Assert.All(any.Rule().Suspended, suspended =>
            {
                var record = any.Behind(suspended.Measure);
                Assert.True(suspended.Hold.Kind == HoldKind.Stay ? any.IsStayed(record, suspended.Measure.On) : record.Dispute?.Objection == suspended.Hold.Reference);
            }),
            iter: Samples);

    [Fact]
    public void Rule_SaysTheSameWithoutARecord_ThatIsRepairedOrWithdrawn() =>
        AnyCase.All.Sample(
            any =>
            {
                var without = any with
                {
                    Standing = WithoutGone(any.Standing),
                    Linked = [.. any.Linked.Select(static other => other with { Standing = WithoutGone(other.Standing) })],
                };
                return AnyCase.Said(any.Rule()) == AnyCase.Said(without.Rule());
            },
            iter: Samples);

    [Fact]
    public void Rule_NamesABasisAndARecordInForce_ForEveryLine() =>
        AnyCase.All.Sample(
            any => Assert.All(Lines(any.Rule()), line =>
            {
                var record = any.Behind(line);
                Assert.NotEmpty(line.Basis.Zh);
                Assert.NotEmpty(line.Basis.En);
                Assert.True(record is { Repair: null, Removal: null, Withdrawal: null });
                Assert.True((record is ListEntryRecord entry ? entry.ListedOn : record.DecidedOn) <= any.Today);
                Assert.False(record.Until < any.Today);
                Assert.False(line.Until < any.Today);
            }),
            iter: Samples);

    [Fact]
    public void Rule_KeepsClass3InTheAdvice_AndNothingElseThere() =>
        AnyCase.All.Sample(
            any =>
            {
                var ruling = any.Rule();
                return ruling.Advice.All(static line => line.Class == MeasureClass.MarketAdvice && line.Effect == Effect.Advise)
                    && ruling.Measures.Concat(ruling.Proposals).All(static line => line.Class != MeasureClass.MarketAdvice);
            },
            iter: Samples);

    [Fact]
    public void Rule_NeverTouchesAService_WhateverTheRecords() =>
        AnyCase.Where(static matter => matter.Category == MatterCategory.Service).Sample(
            static any => any.Rule() is { Outcome: Outcome.Prefer or Outcome.Proceed, Measures.IsEmpty: true, Questions.IsEmpty: true, Advice.IsEmpty: true, Proposals.IsEmpty: true },
            iter: Samples);

    [Fact]
    public void Rule_PrefersExactlyWhenIncentivesAreGiven_AndNeverBesideASeriousListing() =>
        AnyCase.All.Sample(
            static any =>
            {
                var ruling = any.Rule();
                return (ruling.Outcome == Outcome.Prefer) == !ruling.Incentives.IsEmpty
                    && (ruling.Incentives.IsEmpty || ruling.Statuses.All(static status => status.Code != StatusCode.SeriousListed))
                    && !ruling.Incentives.Select(static line => line.Code).Intersect(ruling.Withheld.Select(static line => line.Code)).Any();
            },
            iter: Samples);

    private static IEnumerable<MeasureLine> Lines(Ruling ruling) => ruling.Measures.Concat(ruling.Advice).Concat(ruling.Proposals);

    private static string Adverse(Ruling ruling) => AnyCase.Said(ruling with { Outcome = default, Statuses = [], Incentives = [], Withheld = [], Reminders = [] });

    private static Standing WithoutGone(Standing standing) =>
        standing with { Records = [.. standing.Records.Where(static record => record is { Repair: null, Withdrawal: null })] };

    private static Standing Shuffled(Standing standing, int seed)
    {
        var records = standing.Records.ToArray();
        new Random(seed).Shuffle(records);
        return AnyCase.Of(standing.Key, records);
    }
}

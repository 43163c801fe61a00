using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions;

/// <summary>Until the instant that a ruling or an answer names, time alone changes nothing.</summary>
public sealed class ValidityLawTests
{
    private const int Samples = 10_000;
    private static readonly Catalogue Catalogue = CatalogueLoader.Load();

    [Fact]
    public void Rule_SaysTheSame_AtEveryInstantBeforeItsChange() =>
        Gen.Select(AnyCase.All, Gen.Double.Unit).Sample(
            static (any, part) =>
            {
                var ruling = any.Rule();
                var end = ruling.ChangesAt ?? any.At.AddYears(50);
                return end > any.At && IsKept(any, ruling, Between(any.At, end, part)) && IsKept(any, ruling, end.AddTicks(-1));
            },
            iter: Samples);

    [Fact]
    public void Answer_SaysTheSame_AtEveryInstantBeforeItsEnd() =>
        Gen.Select(AnyCase.All, Gen.Double.Unit, Gen.Int[-60 * 24 * 40, 0].Array[Catalogue.Editions[^1].Departments.Count]).Sample(
            static (any, part, silences) =>
            {
                var sources = any.Edition.Departments.Keys.Order(StringComparer.Ordinal).Zip(silences)
                    .Where(static pair => pair.Second % 7 != 0)
                    .ToDictionary(static pair => pair.First, pair => any.At.AddMinutes(pair.Second));
                var answer = Answer(any, sources, any.At);
                return answer.ValidUntil > any.At
                    && IsKept(any, answer, sources, Between(any.At, answer.ValidUntil, part))
                    && IsKept(any, answer, sources, answer.ValidUntil.AddTicks(-1));
            },
            iter: Samples / 2);

    /// <summary>Never the end itself, however near it is.</summary>
    private static DateTimeOffset Between(DateTimeOffset start, DateTimeOffset end, double part) => start.AddTicks((long)((end - start).Ticks * part));

    private static bool IsKept(Case any, Ruling ruling, DateTimeOffset at)
    {
        var later = any with { At = at };
        return ReferenceEquals(Catalogue.At(at), any.Edition) && AnyCase.Said(later.Rule()) == AnyCase.Said(ruling);
    }

    private static bool IsKept(Case any, Answer answer, Dictionary<string, DateTimeOffset> sources, DateTimeOffset at)
    {
        var later = Answer(any, sources, at);
        return IsKept(any, answer.Ruling, at) && later.Freshness.Stale.SequenceEqual(answer.Freshness.Stale);
    }

    private static Answer Answer(Case any, Dictionary<string, DateTimeOffset> sources, DateTimeOffset at) =>
        Decider.Answer((any with { At = at }).Rule(), any.Standing, any.Linked, sources, any.Matter, any.Edition, at);
}

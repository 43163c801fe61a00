using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions.Explaining;

/// <summary>What holds for every explanation, whatever the records.</summary>
public sealed class ExplanationLawTests
{
    private const int Samples = 10_000;

    [Fact]
    public void Explanation_LeadsToTheRuling() => AnyCase.All.Sample(
        any =>
        {
            var trace = new Trace();
            var ruling = Traced(any, trace);
            Assert.Equal(Conclusion.From(ruling), Conclusion.From(trace.Steps));
            Assert.Equal(ruling.Outcome, Assert.Single(trace.Steps, static step => step.Code == StepCode.OutcomeDecided).Outcome);
        },
        iter: Samples);

    [Fact]
    public void Rule_SaysTheSame_WhetherSomebodyWantsToKnowWhyOrNot() => AnyCase.All.Sample(
        any =>
        {
            var (plain, traced) = (any.Rule(), Traced(any, new Trace()));
            Assert.Equal(AnyCase.Said(plain), AnyCase.Said(traced));
            Assert.Equal(plain.ChangesAt, traced.ChangesAt);
        },
        iter: Samples);

    [Fact]
    public void Explanation_TellsOfEveryRecordOnce_AndOfEveryRuleOfTheMatter() => AnyCase.All.Sample(
        any =>
        {
            var trace = new Trace();
            Traced(any, trace);
            var records = trace.Steps.Where(static step => step.Code is >= StepCode.RecordInForce and <= StepCode.RecordRestrictsNothing).ToArray();
            Assert.Equal(any.Standing.Records.Length + any.Linked.Sum(static other => other.Standing.Records.Length), records.Length);
            Assert.All(any.Edition.RulesFor(any.Matter.Code), rule => Assert.Contains(trace.Steps, step => step.Rule == rule.Id));
        },
        iter: Samples);

    [Fact]
    public void Explanation_NamesTheBoundary_ThatEndsTheValidity() => AnyCase.All.Sample(
        any =>
        {
            var trace = new Trace();
            var ruling = Traced(any, trace);
            var answer = Decider.Answer(ruling, any.Standing, any.Linked, new Dictionary<string, DateTimeOffset>(), any.Matter, any.Edition, any.At);
            trace.Until(answer.ValidUntil, any.At, ruling, any.Matter, any.Edition);

            var step = Assert.Single(trace.Steps, static step => step.Stage == Stage.Validity);
            Assert.Equal(answer.ValidUntil, step.At);
            Assert.NotEqual(StepCode.ValidToSourceLimit, step.Code);        // no source ever spoke, so none has a limit ahead
            Assert.Equal(step.Code is StepCode.ValidToAnswerAge or StepCode.ValidToEditionEnd, step.Record is null);
        },
        iter: Samples);

    [Fact]
    public void Steps_HaveTextsInBothLanguages() => AnyCase.All.Sample(
        any =>
        {
            var trace = new Trace();
            Traced(any, trace);
            Assert.All(trace.Steps, step =>
            {
                var text = StepTexts.Of(step, any.Edition);
                Assert.False(string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En));
            });
        },
        iter: 2_000);

    private static Ruling Traced(Case any, Trace trace) => Decider.Rule(any.Standing, any.Linked, any.Matter, any.Edition, any.At, trace);
}

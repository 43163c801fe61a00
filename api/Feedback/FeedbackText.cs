using System.Collections.Immutable;
using CreditGate.Api.Cases;
using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Workflows;

namespace CreditGate.Api.Feedback;

/// <summary>Feedback in the words of one language.</summary>
internal sealed class FeedbackText(Catalogue catalogue)
{
    private const string Answered = nameof(Answered);

    private static Workflow Check => WorkflowBook.Product[nameof(Check)].Workflow;

    public FeedbackResponse Of(Receipt receipt, CheckTask? task, ImmutableArray<GivenFeedback> given, Language language)
    {
        var state = task?.State ?? Answered;
        return new FeedbackResponse(
            receipt.Id, receipt.Organisation, MatterOf(receipt.Edition, receipt.Matter, language), receipt.BusinessNumber,
            CaseText.Name(state), Check.NameOf(state).In(language), task?.DueOn, task?.IsOverdue ?? false, Items(receipt, given, language));
    }

    public FeedbackTaskBody Of(CheckTask task, Language language) => new(
        task.Receipt, task.Organisation, MatterOf(task.Edition, task.Matter, language), task.BusinessNumber, task.Subject, task.DecidedAt.ToOffset(LegalTime.ChinaStandardTime),
        CaseText.Name(task.State), Check.NameOf(task.State).In(language), task.DueOn, task.IsOverdue, [.. task.Advised.Except(task.Given)]);

    private static ImmutableArray<FeedbackItemBody> Items(Receipt receipt, ImmutableArray<GivenFeedback> given, Language language)
    {
        var measures = receipt.Ruling.Measures.Select(static line => (line.Code, line.Name, Kind: AdvisedKind.Measure));
        var incentives = receipt.Ruling.Incentives.Select(static line => (line.Code, line.Name, Kind: AdvisedKind.Incentive));
        return
        [
            .. measures.Concat(incentives).DistinctBy(static line => line.Code).OrderBy(static line => line.Code, StringComparer.Ordinal)
                .Select(line => new FeedbackItemBody(line.Code, line.Name.In(language), line.Kind, given.FirstOrDefault(one => one.Code == line.Code) is { } said ? Of(said) : null)),
        ];
    }

    private static GivenBody Of(GivenFeedback given) => new(
        given.Action, given.EffectiveFrom, given.EffectiveTo, given.Result, given.Amount10kCny, given.Reason, given.Operator, given.At.ToOffset(LegalTime.ChinaStandardTime), given.IsLate);

    private NamedCode MatterOf(string edition, string matter, Language language) =>
        new(matter, catalogue.Find(edition) is { } known && known.Matters.TryGetValue(matter, out var named) ? named.Name.In(language) : matter);
}

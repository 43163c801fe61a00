using System.Collections.Immutable;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Intake.Feedback;

/// <summary>From a row to what a department says, or to every faulty field of it.</summary>
/// <param name="today">The legal day in China on which the row arrived.</param>
/// <param name="advised">Codes of the measures and incentives of the answer.</param>
public sealed class FeedbackReader(DateOnly today, ImmutableArray<string> advised)
{
    private static readonly Fault Twice = new("twice", new("同一措施或激励只能填写一次。", "Each measure or incentive may be named once."));

    private readonly FieldReader _fields = new(today);

    /// <param name="prefix">Before the names of fields: empty, or the place of the row in a list with a dot.</param>
    /// <param name="blank">Says what is the same for all items.</param>
    public (ImmutableArray<GivenFeedback> Lines, ImmutableArray<FieldFault> Faults) Read(FeedbackRow row, string prefix, GivenFeedback blank)
    {
        var by = _fields.Key($"{prefix}operator", row.Operator);
        var items = row.Items.IsDefault ? [] : row.Items;
        if (items.IsEmpty)
        {
            _fields.Fail($"{prefix}items", IntakeFaults.Missing);
        }

        ImmutableArray<GivenFeedback> lines = [.. items.Select((item, index) => Read(item, $"{prefix}items[{index}].", blank with { Operator = by }))];
        foreach (var (line, index) in lines.Select(static (line, index) => (line, index)).Where(one => lines.Take(one.index).Any(other => other.Code == one.line.Code)))
        {
            _fields.Fail($"{prefix}items[{index}].code", Twice);
        }

        return _fields.Faults.Count == 0 ? (lines, []) : ([], [.. _fields.Faults]);
    }

    private GivenFeedback Read(FeedbackItemRow item, string at, GivenFeedback blank)
    {
        var code = _fields.Key($"{at}code", item.Code);
        if (code.Length > 0 && !advised.Contains(code))
        {
            _fields.Fail($"{at}code", NotAdvised());
        }

        var action = _fields.Choice<FeedbackAction>($"{at}action", item.Action, required: true);
        var reason = _fields.Text($"{at}reasonIfDifferent", item.ReasonIfDifferent);
        if (action is { } different && GivenFeedback.Differs(different) && reason is null)
        {
            _fields.Fail($"{at}reasonIfDifferent", WorkflowBook.Product.Guard(CaseFacts.ReasonIfDifferent));
        }

        var (from, to) = (_fields.Date($"{at}effectiveFrom", item.EffectiveFrom, mayBeFuture: true), _fields.Date($"{at}effectiveTo", item.EffectiveTo, mayBeFuture: true));
        if (to < from)
        {
            _fields.Fail($"{at}effectiveTo", IntakeFaults.EndsBeforeStart);
        }

        if (item.Amount10kCny is <= 0)
        {
            _fields.Fail($"{at}amount10kCny", IntakeFaults.NotPositive);
        }

        return blank with
        {
            Code = code,
            Action = action ?? default,
            EffectiveFrom = from,
            EffectiveTo = to,
            Result = _fields.Text($"{at}result", item.Result),
            Amount10kCny = item.Amount10kCny,
            Reason = reason,
        };
    }

    private Fault NotAdvised() => new("not-advised", new(
        $"该凭证的答复中没有此措施或激励，可选：{string.Join("、", advised)}。", $"The answer of this receipt has no such measure or incentive; one of: {string.Join(", ", advised)}."));
}

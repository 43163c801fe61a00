using System.Globalization;
using CreditGate.Api.Pushes;
using CreditGate.Domain;

namespace CreditGate.Api.Coverage;

/// <summary>Coverage as a table for spreadsheets.</summary>
internal static class CoverageCsv
{
    private static readonly (LocalText Head, Func<CoverageRow, object?> Cell)[] Columns =
    [
        (new("月份", "month"), static row => row.Month),
        (new("部门代码", "department"), static row => row.Department),
        (new("部门", "department name"), static row => row.DepartmentName),
        (new("事项代码", "matter"), static row => row.Matter),
        (new("事项", "matter name"), static row => row.MatterName),
        (new("答复数", "answers"), static row => row.Answers),
        (new("应查办件", "must-check cases"), static row => row.MustCheckCases),
        (new("办结前已查", "checked in time"), static row => row.CheckedInTime),
        (new("答复过期", "checked, expired"), static row => row.CheckedExpired),
        (new("办结后才查", "checked late"), static row => row.CheckedLate),
        (new("未查", "never checked"), static row => row.NeverChecked),
        (new("漏查", "missed"), static row => row.Missed),
        (new("其他办件", "other cases"), static row => row.OtherCases),
        (new("应查必查率", "must-check rate"), static row => row.MustCheckRate),
        (new("答复过期率", "stale rate"), static row => row.StaleRate),
        (new("应反馈答复", "answers with advice"), static row => row.AnswersWithAdvice),
        (new("按期一致", "fed back, consistent"), static row => row.FeedbackConsistent),
        (new("按期说明理由", "fed back, reasoned"), static row => row.FeedbackReasoned),
        (new("逾期反馈", "fed back late"), static row => row.FeedbackLate),
        (new("待反馈", "feedback due"), static row => row.FeedbackDue),
        (new("逾期未反馈", "feedback overdue"), static row => row.FeedbackOverdue),
        (new("奖惩到位率", "delivery rate"), static row => row.DeliveryRate),
        (new("异议按期办结", "objections on time"), static row => row.ObjectionsOnTime),
        (new("异议逾期", "objections late"), static row => row.ObjectionsLate),
        (new("异议按期办结率", "objection on-time rate"), static row => row.ObjectionRate),
        (new("修复按期办结", "repairs on time"), static row => row.RepairsOnTime),
        (new("修复逾期", "repairs late"), static row => row.RepairsLate),
        (new("修复按期办结率", "repair on-time rate"), static row => row.RepairRate),
        (new("双公示及时", "publicity on time"), static row => row.PublicityOnTime),
        (new("双公示逾期", "publicity late"), static row => row.PublicityLate),
        (new("双公示及时率", "publicity on-time rate"), static row => row.PublicityRate),
        (new("已解除措施", "measures lifted"), static row => row.MeasuresLifted),
        (new("平均解除时长（秒）", "mean seconds to lifting"), static row => row.MeanSecondsToLifting),
    ];

    public static string Of(CoverageResponse coverage, Language language)
    {
        var csv = CsvText.Like(",");
        return string.Concat(((string[])
        [
            csv.Record(Columns.Select(column => column.Head.In(language))),
            .. coverage.Rows.Select(row => csv.Record(Columns.Select(column => Convert.ToString(column.Cell(row), CultureInfo.InvariantCulture) ?? ""))),
        ]).Select(static line => line + "\r\n"));
    }
}

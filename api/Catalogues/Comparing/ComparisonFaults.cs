using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>Why a preview of an edition is not begun.</summary>
internal static class ComparisonFaults
{
    public static readonly Fault Running = new("preview-running", new(
        "本节点正在进行另一次版本预览，请等其结束或先取消。", "Another preview of an edition is running on this node: wait for its end, or cancel it."));

    public static readonly FieldFault NothingBefore = new("at", new("no-edition", new("该时点没有其他生效的目录版本可供比较。", "No other edition is in force at that instant: there is nothing to compare with.")));

    public static readonly FieldFault Sample = new("sample", new("out-of-range", new(
        $"抽样数为 1 至 {Limits.ComparedSample:N0}；省略则为全部主体。", $"Draw 1 to {Limits.ComparedSample:N0} subjects; left out, all are looked at.")));

    public static readonly FieldFault Examples = new("examples", new("out-of-range", new(
        $"示例数为 0 至 {Limits.ComparedExamples:N0}。", $"0 to {Limits.ComparedExamples:N0} examples can be named.")));

    public static FieldFault UnknownMatter(int index) => new($"matters[{index}]", new("unknown-matter", new(
        "两个版本中没有共有的该事项，见 GET /v1/catalogue 的 matters。", "The two editions have no such matter in common: see matters in GET /v1/catalogue.")));
}

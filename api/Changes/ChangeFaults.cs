using CreditGate.Domain.Intake;

namespace CreditGate.Api.Changes;

/// <summary>What can be wrong with the parameters of the feed. Texts never repeat what was sent.</summary>
internal static class ChangeFaults
{
    public static FieldFault Unknown(string parameter) => new(parameter, new($"unknown-{parameter}", new(
        "目录中没有该代码，请先查询 /v1/catalogue。", "The catalogue has no such code: see /v1/catalogue.")));

    public static FieldFault NotAChoice(string parameter, IEnumerable<string> choices) => new(parameter, new("unknown-choice", new(
        $"不是可选值，可选：{string.Join("、", choices)}。", $"Not one of the choices: {string.Join(", ", choices)}.")));

    public static FieldFault OutOfRange(string parameter, int least, int most) => new(parameter, new("out-of-range", new(
        $"须在 {least} 至 {most} 之间。", $"Must lie between {least} and {most}.")));

    public static FieldFault TooMany(string parameter, int most) => new(parameter, new("too-many", new(
        $"同一参数最多 {most} 个值。", $"At most {most} values of one parameter.")));
}

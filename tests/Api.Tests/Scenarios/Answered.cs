using System.Globalization;
using System.Text.Json;
using CreditGate.Scenarios;

namespace CreditGate.Api.Tests.Scenarios;

/// <summary>An HTTP answer in the words of a scenario.</summary>
internal static class Answered
{
    public static Expectation From(JsonElement answer) => new()
    {
        Outcome = Text(answer, "outcome"),
        Statuses = Each(answer, "statuses", static status => Text(status, "code")),
        Measures = Each(answer, "measures", Measure),
        Incentives = Each(answer, "incentives", static incentive => Text(incentive, "code")),
        Withheld = Each(answer, "withheld", static line => $"{Text(line, "code")}:{Text(line, "reason")}"),
        Suspended = Each(answer, "suspended", static line => Measure(line.GetProperty("measure"))),
        Holds = Each(answer, "suspended", static line => $"{Text(line, "hold")}:{Text(line, "reference")}:{Day(line, "due")}"),
        Advice = Each(answer, "advice", Measure),
        Questions = Each(answer, "questions", static question => Text(question, "code")),
        Proposals = Each(answer, "proposals", Measure),
        Reminders = Each(answer, "reminders", static reminder => Text(reminder, "code")),
        Terms = Each(answer, "measures", static measure => $"{Measure(measure)}:{Day(measure, "until")}"),
        StaleSources = Each(answer, "staleSources", static source => Text(source, "source")),
        Warnings = Each(answer, "warnings", static warning => Text(warning, "code")),
        Edition = Text(answer, "edition"),
        ValidUntil = DateTimeOffset.Parse(Text(answer, "validUntil"), CultureInfo.InvariantCulture),
    };

    private static string Measure(JsonElement measure) =>
        Text(measure, "code")
        + (measure.TryGetProperty("rule", out var rule) ? $"@{rule.GetString()}" : "")
        + (measure.TryGetProperty("on", out var on) ? $"/{Text(on, "role")}" : "");

    private static string Day(JsonElement line, string member) => line.TryGetProperty(member, out var day) ? day.GetString()! : "open";

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static string[] Each(JsonElement answer, string member, Func<JsonElement, string> code) =>
        [.. answer.GetProperty(member).EnumerateArray().Select(code)];
}

using System.Globalization;
using System.Text.Json;
using CreditGate.Domain.Decisions;
using CreditGate.Scenarios;

namespace CreditGate.Domain.Tests.Scenarios;

/// <summary>An answer in the words of a scenario.</summary>
internal static class Observed
{
    public static Expectation From(Answer answer) => From(answer.Ruling) with
    {
        StaleSources = [.. answer.Freshness.Stale.Select(static stale => stale.Source)],
        Warnings = [.. answer.Warnings.Select(static warning => Name(warning.Code))],
        Edition = answer.Edition,
        ValidUntil = answer.ValidUntil,
    };

    private static Expectation From(Ruling ruling) => new()
    {
        Outcome = Name(ruling.Outcome),
        Statuses = [.. ruling.Statuses.Select(static status => Name(status.Code))],
        Measures = [.. ruling.Measures.Select(Code)],
        Incentives = [.. ruling.Incentives.Select(static incentive => incentive.Code)],
        Withheld = [.. ruling.Withheld.Select(static withheld => $"{withheld.Code}:{Name(withheld.Reason)}")],
        Suspended = [.. ruling.Suspended.Select(static suspended => Code(suspended.Measure))],
        Holds = [.. ruling.Suspended.Select(static suspended => $"{Name(suspended.Hold.Kind)}:{suspended.Hold.Reference}:{Day(suspended.Hold.DueOn)}")],
        Advice = [.. ruling.Advice.Select(Code)],
        Questions = [.. ruling.Questions.Select(static question => question.Code)],
        Proposals = [.. ruling.Proposals.Select(Code)],
        Reminders = [.. ruling.Reminders.Select(static reminder => Name(reminder.Code))],
        Terms = [.. ruling.Measures.Select(static measure => $"{Code(measure)}:{Day(measure.Until)}")],
    };

    private static string Code(MeasureLine line) =>
        line.Code + (line.Rule is { } rule ? $"@{rule}" : "") + (line.On is { } on ? $"/{Name(on.Role)}" : "");

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open";

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
